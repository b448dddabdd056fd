(define one 1.)

;; syntax-error: CL0008 1:13
