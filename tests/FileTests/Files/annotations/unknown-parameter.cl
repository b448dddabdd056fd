(define (f (x : Q)) x)

;; syntax-error: CL0055 1:17
