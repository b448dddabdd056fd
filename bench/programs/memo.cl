; Closures and tables: how many ways lead through a grid of n by n, by a function that remembers what it gave.
(define (remembering f)
  (let ((known (make-table)))
    (lambda (x)
      (let ((hit (table-get known x)))
        (if (nil? hit)
            (let ((y (f x)))
              (table-set! known x y)
              y)
            hit)))))

(define (run n)
  (let ((ways nil))
    (set! ways
      (remembering
        (lambda (key)
          (if (or (= (quotient key 1000) 0) (= (mod key 1000) 0))
              1
              (mod (+ (ways (- key 1000)) (ways (- key 1))) 1000000007)))))
    (ways (+ (* n 1000) n))))
