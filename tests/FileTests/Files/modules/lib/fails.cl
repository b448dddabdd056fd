; A function that fails, and a top level that fails.
(define (divide a b) (/ a b))
(define (outer x)
  (+ 1 (divide x 0)))
