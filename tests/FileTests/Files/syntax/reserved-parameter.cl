(define (f x lambda) x)

;; syntax-error: CL0020 1:14
