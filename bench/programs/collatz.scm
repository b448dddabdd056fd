;; Integers: the steps of the Collatz sequences from 1 to n, summed.
(define (steps k)
  (let loop ((k k) (count 0))
    (if (= k 1)
        count
        (loop (if (= (remainder k 2) 0) (quotient k 2) (+ (* 3 k) 1)) (+ count 1)))))

(define (run n)
  (let loop ((i 1) (sum 0))
    (if (> i n)
        sum
        (loop (+ i 1) (+ sum (steps i))))))
