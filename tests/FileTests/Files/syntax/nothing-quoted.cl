(define x (list '))
;; syntax-error: CL0011
