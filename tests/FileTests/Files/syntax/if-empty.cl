(define x (if))
;; syntax-error: CL0030
