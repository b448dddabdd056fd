(define (f a 5) a)

;; syntax-error: CL0032 1:14
