(define half .5)

;; syntax-error: CL0008 1:14
