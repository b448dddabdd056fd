(define x (if))

;; syntax-error: CL0030 1:11
