; Recursion that goes deep once its function is hot.
(define (depth n) (if (= n 0) 0 (+ 1 (depth (- n 1)))))
(define (warm n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (depth 10))))))
(io:print (warm 2000) (depth 300000))
(define (even-depth n) (if (= n 0) true (not (odd-depth (- n 1)))))
(define (odd-depth n) (if (= n 0) true (not (even-depth (- n 1)))))
(io:print (even-depth 100000) (even-depth 100001))

;; expect: 20000 300000
;; expect: true false
