(define x [1.0 1e400])

;; syntax-error: CL0007 1:16
