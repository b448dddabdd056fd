; An error in finally replaces the pending one.
(io:print (try (try (throw :a) (finally (throw :b))) (catch e e)))
(io:print (try (try 1 (finally (throw :b))) (catch e e)))
(io:print (try (try (try (throw :a) (finally (throw :b))) (finally (throw :c))) (catch e e)))

;; modes: interpreted baseline native leaving collecting
;; expect: :b
;; expect: :b
;; expect: :c
