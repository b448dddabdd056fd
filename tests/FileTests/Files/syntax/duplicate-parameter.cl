(define (f a b a) a)

;; syntax-error: CL0024 1:16
