(define (f a 5) a)
;; syntax-error: CL0032
