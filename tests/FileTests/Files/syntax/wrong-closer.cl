(define l [1 2 3))

;; syntax-error: CL0012 1:17
