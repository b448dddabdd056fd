(define (f a . b c) a)

;; syntax-error: CL0033 1:14
