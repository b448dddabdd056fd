(define (f a))

;; syntax-error: CL0034 1:1
