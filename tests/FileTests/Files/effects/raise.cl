; error:raise throws the record Error of its arguments; the data is nil unless it is given.
(io:print (try (error:raise :mine "text") (catch e e)) (try (error:raise :mine "text" [1]) (catch e (Error-data e))) (try (error:raise "any" 5) (catch e [(Error-kind e) (Error-message e)])))
(io:print (handler ((error:raise (lambda (k m) [k m]))) (+ 1 (head (tail (error:raise 1 2))))))
(io:print (try (error:raise :k) (catch e (Error-kind e))) (try (error:raise 1 2 3 4) (catch e (Error-kind e))))
(define (f) (+ 1 (error:raise :mine "with a trace")))
(+ 1 (f))

;; modes: interpreted baseline native leaving collecting
;; expect: (Error :mine "text" nil) [1] ["any", 5]
;; expect: 3
;; expect: :arity :arity
;; error: :mine with a trace
;; at: f 5:18
;; at: top level 6:6
