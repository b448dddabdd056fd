; An error in a handler's function can be caught where the effect was performed, and passes its `finally` blocks.
(define (performs) (try (my:op 5) (catch e [:inside e]) (finally (io:print "finally"))))
(io:print (handler ((my:op (lambda (x) (throw [:thrown x])))) (performs)))
(io:print (try (handler ((my (lambda (op x) (head [])))) (try (my:op 1) (finally (io:print "again")))) (catch e (Error-kind e))))
(io:print (handler ((my:op (lambda (x) (try (throw x) (catch e [:own e]))))) (try (my:op 2) (catch e :outside))))

;; expect: finally
;; expect: [:inside, [:thrown, 5]]
;; expect: again
;; expect: :index
;; expect: [:own, 2]
