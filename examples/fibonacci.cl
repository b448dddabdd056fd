; Fibonacci numbers three ways: by definition, by a loop, and by doubling.
;
;   fibonacci.cl [n]
;
; `fib` makes 1.6 times as many calls for every next n: a plain test of how much a call costs.

(define n (if (empty? (io:args)) 30 (string->int (first (io:args)))))

(define (fib n)
  (if (< n 2)
      n
      (+ (fib (- n 1)) (fib (- n 2)))))

(define (fib-loop n)
  (let loop ((i 0) (a 0) (b 1))
    (if (= i n)
        a
        (loop (+ i 1) b (+ a b)))))

; [fib(n), fib(n + 1)] from those of n / 2.
(define (fib-pair n)
  (if (= n 0)
      [0 1]
      (let ((half (fib-pair (quotient n 2)))
            (a (first half))
            (b (nth half 1))
            (c (* a (- (* 2 b) a)))
            (d (+ (* a a) (* b b))))
        (if (even? n)
            [c d]
            [d (+ c d)]))))

(io:print "fib" n "by definition:" (fib n))
(io:print "fib" n "by a loop:    " (fib-loop n))
(io:print "fib" n "by doubling:  " (first (fib-pair n)))

; 91 is the last one whose successor still fits an Int.
(io:print "fib 90 =" (fib-loop 90) "=" (first (fib-pair 90)))
(io:print (map fib (range 20)))
