;; Higher-order functions: map, filter and fold over linked lists of n elements, with closures, five times over.
(define (run n)
  (let ((l (iota n)))
    (let loop ((k 1) (sum 0))
      (if (> k 5)
          sum
          (let* ((scaled (map (lambda (x) (+ (* x k) 1)) l))
                 (kept (filter (lambda (x) (not (= (modulo x 3) 0))) scaled))
                 (hash (fold-left (lambda (a x) (modulo (+ (* a 31) x) 1000003)) k kept)))
            (loop (+ k 1) (+ sum hash)))))))
