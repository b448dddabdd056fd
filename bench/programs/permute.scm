;; Vectors and calls: all permutations of n elements by swapping; how many calls it takes.
(define (swap! v i j)
  (let ((x (vector-ref v i)))
    (vector-set! v i (vector-ref v j))
    (vector-set! v j x)))

(define (permute! v n)
  (if (= n 0)
      1
      (let* ((m (- n 1)) (sum (permute! v m)))
        (let loop ((i m) (sum (+ sum 1)))
          (if (< i 0)
              sum
              (begin
                (swap! v m i)
                (let ((more (permute! v m)))
                  (swap! v m i)
                  (loop (- i 1) (+ sum more)))))))))

(define (run n) (permute! (list->vector (iota n)) n))
