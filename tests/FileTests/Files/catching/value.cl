; The value is the body's, or catch's; finally's is dropped.
(io:print (try 1 2 (catch e 3)))
(io:print (try 1 (finally 2)))
(io:print (try (throw 1) (catch e) (finally 2)))
(io:print (try) (try 5))
(io:print (+ 1 (* 2 (try (throw 3) (catch e (+ e 10)))) 4))
(io:print [1 (try (throw 2) (catch e e)) 3])

;; modes: interpreted baseline native leaving collecting
;; expect: 2
;; expect: 1
;; expect: nil
;; expect: nil 5
;; expect: 31
;; expect: [1, 2, 3]
