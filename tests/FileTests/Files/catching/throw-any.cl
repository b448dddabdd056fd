; Any value can be thrown.
(io:print (try (throw 42) (catch e e)))
(io:print (try (throw nil) (catch e (list e))))
(io:print (try (throw (lambda (x) (* 2 x))) (catch f (f 21))))
(io:print (try (throw (throw 1)) (catch e e)))

;; modes: interpreted baseline native leaving collecting
;; expect: 42
;; expect: [nil]
;; expect: 42
;; expect: 1
