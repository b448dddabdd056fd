; Recursion until it is hot.
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(io:print (fib 24))

;; expect: 46368
