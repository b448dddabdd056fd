(define (f x)
  (if x (define y 1) 2))

;; syntax-error: CL0031 2:9
