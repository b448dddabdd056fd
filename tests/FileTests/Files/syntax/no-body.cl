(define (f a))
;; syntax-error: CL0034
