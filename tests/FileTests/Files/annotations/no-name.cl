(define (f ((x) : Int)) x)

;; syntax-error: CL0032 1:12
