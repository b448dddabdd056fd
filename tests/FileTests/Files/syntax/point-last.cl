(define one 1.)
;; syntax-error: CL0008
