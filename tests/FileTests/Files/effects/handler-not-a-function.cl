(io:print (try (handler ((a:b 5)) 1) (catch e (Error-message e))))
(io:print (try (handler ((a:b (lambda () 1))) (a:b 1)) (catch e (Error-kind e))))

;; modes: interpreted baseline native leaving collecting
;; expect: handler: expected a function, got Int 5
;; expect: :arity
