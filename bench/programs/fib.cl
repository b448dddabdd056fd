; Calls: fib(n) by definition.
(define (fib n)
  (if (< n 2)
      n
      (+ (fib (- n 1)) (fib (- n 2)))))

(io:print (fib (string->int (first (io:args)))))
