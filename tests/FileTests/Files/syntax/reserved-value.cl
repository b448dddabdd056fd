(define x (list if))

;; syntax-error: CL0022 1:17
