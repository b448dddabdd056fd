; Integers: a nested loop that sums i*j.
(define (run n)
  (let ((sum 0))
    (dotimes (i n)
      (dotimes (j n)
        (set! sum (+ sum (* i j)))))
    sum))
