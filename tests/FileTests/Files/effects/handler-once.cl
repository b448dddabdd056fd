; The effects of a handler's function do not come back to it: here that would be seen, and end.
(define count 0)
(define (again) (set! count (+ count 1)) (if (> count 3) :came-back (ask:it)))
(io:print (handler ((ask (lambda (op) :outer))) (handler ((ask:it again)) [(ask:it) (ask:it)])) count)
(io:print (try (handler ((ask:it again)) (ask:it)) (catch e (Error-kind e))) count)

;; modes: interpreted baseline native leaving collecting
;; expect: [:outer, :outer] 2
;; expect: :effect 3
