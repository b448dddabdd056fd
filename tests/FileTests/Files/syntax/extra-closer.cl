(define x 1))
(define y 2)

;; syntax-error: CL0010 1:13
