; Dicts never change: what sets or removes gives another one.
(define d {:a 1 "b" nil [1] 3})
(io:print d (dict) (dict :x 1 :y 2) (dict-get d :a) (dict-get d "b") (dict-get d :none) (dict-get-or d "b" 9) (dict-get-or d :none 9) (dict-has? d "b") (dict-has? d :none))
(io:print (dict-set d :a 9) (dict-set d :z 0) d (dict-remove d "b") (dict-remove d :none) (dict-set {} nil 1))
(io:print (dict-keys d) (dict-values d) (dict-items d) (dict-size d) (dict-size {}) (dict-merge d {:a 7 :q 8}) (dict-merge {} {}) (dict? d) (dict? (make-table)))
(dict-for-each (lambda (k v) (io:write [k v])) d)
(io:print "")
(io:print (get d :a) (get d :none) (get d :none 5) (length d) (empty? {}) (empty? d))
(define big (fold (lambda (d i) (dict-set d (str i) i)) {} (range 2000)))
(define less (fold (lambda (d i) (dict-remove d (str (* 2 i)))) big (range 1000)))
(io:print (dict-size big) (dict-size less) (dict-get big "1998") (dict-get less "1998") (dict-get less "1999") (take 3 (dict-items less)))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (dict 1)))
(message (lambda () (dict-get [1] 0)))
(message (lambda () (dict-get-or d 1)))
(message (lambda () (dict-set 1 2 3)))
(message (lambda () (dict-remove nil 1)))
(message (lambda () (dict-has? (set 1) 1)))
(message (lambda () (dict-keys [])))
(message (lambda () (dict-values (make-table))))
(message (lambda () (dict-items 1)))
(message (lambda () (dict-size "a")))
(message (lambda () (dict-merge {} [])))
(message (lambda () (dict-for-each 1 {})))
(message (lambda () (dict-for-each list [])))
(io:print (dict 1 :first 1.0 :second) (dict-merge {:a 1 :b 2} {:a nil}))

;; modes: interpreted baseline native leaving collecting
;; expect: {:a 1, "b" nil, [1] 3} {} {:x 1, :y 2} 1 nil nil nil 9 true false
;; expect: {:a 9, "b" nil, [1] 3} {:a 1, "b" nil, [1] 3, :z 0} {:a 1, "b" nil, [1] 3} {:a 1, [1] 3} {:a 1, "b" nil, [1] 3} {nil 1}
;; expect: [:a, "b", [1]] [1, nil, 3] [[:a, 1], ["b", nil], [[1], 3]] 3 0 {:a 7, "b" nil, [1] 3, :q 8} {} true false
;; expect: [:a, 1]["b", nil][[1], 3]
;; expect: 1 nil 5 3 true false
;; expect: 2000 1000 1998 nil 1999 [["1", 1], ["3", 3], ["5", 5]]
;; expect: :arity dict: expected an even number of arguments, got 1
;; expect: :type dict-get: argument 1: expected Dict, got List [1]
;; expect: :arity dict-get-or: expected 3 arguments, got 2
;; expect: :type dict-set: argument 1: expected Dict, got Int 1
;; expect: :type dict-remove: argument 1: expected Dict, got Nil nil
;; expect: :type dict-has?: argument 1: expected Dict, got Set #{1}
;; expect: :type dict-keys: argument 1: expected Dict, got List []
;; expect: :type dict-values: argument 1: expected Dict, got Table #table{}
;; expect: :type dict-items: argument 1: expected Dict, got Int 1
;; expect: :type dict-size: argument 1: expected Dict, got String "a"
;; expect: :type dict-merge: argument 2: expected Dict, got List []
;; expect: :type dict-for-each: argument 1: expected Function, got Int 1
;; expect: :type dict-for-each: argument 2: expected Dict, got List []
;; expect: {1 :second} {:a nil, :b 2}
