; io:read-line gives nil at the end of the input, io:args the program's arguments.
(io:print (io:read-line) (io:read-line) (io:args))
(io:print (try (io:read-line 1) (catch e (Error-kind e))) (try (io:args 1) (catch e (Error-kind e))))

;; modes: interpreted baseline native leaving collecting
;; expect: nil nil []
;; expect: :arity :arity
