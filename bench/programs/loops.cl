; Integers: a nested loop that sums i*j modulo a prime, by comparison and subtraction.
(define (work n)
  (let ((sum 0))
    (dotimes (i n)
      (dotimes (j n)
        (set! sum (+ sum (* i j)))
        (when (>= sum 1000000007) (set! sum (- sum 1000000007)))))
    sum))

(io:print (work (string->int (first (io:args)))))
