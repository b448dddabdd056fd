(define (f x)
  (+ x 1)

;; syntax-error: CL0013 1:1
