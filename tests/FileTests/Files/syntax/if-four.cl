(define (f x)
  (if x 1 2 3))

;; syntax-error: CL0030 2:3
