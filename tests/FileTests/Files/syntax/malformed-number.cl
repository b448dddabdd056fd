(define x (+ 1 1a))

;; syntax-error: CL0008 1:16
