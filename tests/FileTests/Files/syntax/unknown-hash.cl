(define x #true)

;; syntax-error: CL0009 1:11
