; Sets never change, and hold of equal values the first.
(define s (set 3 1 2 1.0))
(io:print s (set) (set-add s 4) (set-add s 3.0) (set-remove s 1) (set-remove s 9) (set-has? s 1.0) (set-has? s 4) s (set-size s) (set->list s) (set? s) (set? [1]))
(io:print (set-union s (set 5 1)) (set-intersection s (set 2 3 9)) (set-difference s (set 2)) (set-union (set) (set)) (set-intersection s (set)) (set-difference (set) s) (length s) (empty? (set)))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (set-add [] 1)))
(message (lambda () (set-remove {} 1)))
(message (lambda () (set-has? [1] 1)))
(message (lambda () (set-union (set) [])))
(message (lambda () (set-intersection [] (set))))
(message (lambda () (set-difference (set) nil)))
(message (lambda () (set-size [])))
(message (lambda () (set->list [])))

;; modes: interpreted baseline native leaving collecting
;; expect: #{3, 1, 2} #{} #{3, 1, 2, 4} #{3, 1, 2} #{3, 2} #{3, 1, 2} true false #{3, 1, 2} 3 [3, 1, 2] true false
;; expect: #{3, 1, 2, 5} #{3, 2} #{3, 1} #{} #{} #{} 3 true
;; expect: :type set-add: argument 1: expected Set, got List []
;; expect: :type set-remove: argument 1: expected Set, got Dict {}
;; expect: :type set-has?: argument 1: expected Set, got List [1]
;; expect: :type set-union: argument 2: expected Set, got List []
;; expect: :type set-intersection: argument 1: expected Set, got List []
;; expect: :type set-difference: argument 2: expected Set, got Nil nil
;; expect: :type set-size: argument 1: expected Set, got List []
;; expect: :type set->list: argument 1: expected Set, got List []
