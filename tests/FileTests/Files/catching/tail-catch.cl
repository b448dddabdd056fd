; A catch body without finally is a tail position.
(define (f n) (if (= n 0) :done (try (throw n) (catch e (f (- e 1))))))
(io:print (f 200000))
(define (g n) (let loop ((i 0)) (if (< i n) (try (throw i) (catch e (loop (+ i 1)))) i)))
(io:print (g 200000))

;; stack: 1m
;; expect: :done
;; expect: 200000
