(define half 1/2)

;; syntax-error: CL0008 1:14
