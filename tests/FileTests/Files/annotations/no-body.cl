(define (f x) : Int)

;; syntax-error: CL0034 1:1
