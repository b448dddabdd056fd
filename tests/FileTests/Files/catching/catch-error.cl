; The run time throws records (Error kind message data); catch binds what was thrown.
(io:print (try (/ 1 0) (catch e (Error-kind e))))
(io:print (try (head []) (catch e (Error-message e))))
(io:print (try (error:raise :mine "text" 7) (catch e e)))
(io:print (try (undefined-name) (catch e (Error-kind e))))
(io:print (try ((lambda (x) x)) (catch e (Error-kind e))))
(io:print (try (+ 1 "a") (catch e (Error? e))))

;; modes: interpreted baseline native leaving collecting
;; expect: :divide-by-zero
;; expect: head: index 0 is out of range for length 0
;; expect: (Error :mine "text" 7)
;; expect: :unbound
;; expect: :arity
;; expect: true
