; What was evaluated before the try is there afterwards.
(define (f x) (+ (* 2 x) (try (if (= x 3) (throw 100) x) (catch e e)) (* 3 x)))
(io:print (map f (range 6)))
(define (g x) (list x (try (list (+ x 1) (head [])) (catch e (Error-kind e))) (try (list x (throw x)) (catch e (* 10 e)) (finally nil))))
(io:print (g 4))

;; modes: interpreted baseline native leaving collecting
;; expect: [0, 6, 12, 115, 24, 30]
;; expect: [4, :index, 40]
