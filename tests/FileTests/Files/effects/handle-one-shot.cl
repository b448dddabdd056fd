; A continuation resumes once.
(define saved nil)
(io:print (handle (+ 100 (a:b)) (a:b (k) (set! saved k) 0)))
(io:print saved (type-of saved) (function? saved))
(io:print (saved 5))
(io:print (try (saved 6) (catch e (list (Error-kind e) (Error-message e)))))
(io:print (try (abandon saved) (catch e (Error-kind e))))
(io:print (try (saved) (catch e (Error-kind e))) (handle (a:b) (a:b (k) (try (k 1 2) (catch e (Error-message e))))))
(io:print (handle (a:b) (a:b (k) (try (list (k 1) (k 2)) (catch e (Error-kind e))))))

;; expect: 0
;; expect: #<continuation> Continuation false
;; expect: 105
;; expect: [:effect, "the continuation was used before: it can be resumed or abandoned once"]
;; expect: :effect
;; expect: :arity continuation: expected 1 argument, got 2
;; expect: :effect
