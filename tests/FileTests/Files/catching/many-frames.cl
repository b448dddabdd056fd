; An error comes through many frames, and nothing is left of them.
(define (down n) (if (= n 0) (throw :bottom) (+ 1 (down (- n 1)))))
(define (tries k) (let loop ((i 0) (n 0)) (if (= i k) n (loop (+ i 1) (try (down 3000) (catch e (+ n 1)))))))
(io:print (tries 50))

;; expect: 50
