(define x #true)
;; syntax-error: CL0009
