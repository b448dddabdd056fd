; An error of the body passes the handle; one in a clause surfaces outside.
(io:print (try (handle (head []) (a:b (k) 1)) (catch e (Error-kind e))))
(io:print (try (handle (try (a:b) (catch e (list :inside e))) (a:b (k) (throw :clause))) (catch e (list :outside e))))
(io:print (handle (try (a:b) (catch e (list :inside e))) (a:b (k) (k 1))))
(io:print (try (handle (a:b 1 2) (a:b (x k) 1)) (catch e (list (Error-kind e) (Error-message e)))))
(io:print (try (handle 1 (return (v) (throw v))) (catch e e)))

;; modes: interpreted baseline native leaving collecting
;; expect: :index
;; expect: [:outside, :clause]
;; expect: 1
;; expect: [:arity, "effect a:b: expected 1 argument, got 2"]
;; expect: 1
