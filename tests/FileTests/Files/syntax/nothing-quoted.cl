(define x (list '))

;; syntax-error: CL0011 1:18
