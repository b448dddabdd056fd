;; Integers: a nested loop that sums i*j.
(define (run n)
  (do ((i 0 (+ i 1))
       (sum 0 (do ((j 0 (+ j 1)) (sum sum (+ sum (* i j)))) ((= j n) sum))))
      ((= i n) sum)))
