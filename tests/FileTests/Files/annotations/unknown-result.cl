(define (g x) : Pont x)

;; syntax-error: CL0055 1:17
