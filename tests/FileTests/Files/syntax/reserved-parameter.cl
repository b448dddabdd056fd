(define (f x lambda) x)
;; syntax-error: CL0020
