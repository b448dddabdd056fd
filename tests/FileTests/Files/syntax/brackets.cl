; Each kind of bracket is closed by its own.
(define a [1 2))
(define b {:a 1])

;; syntax-error: CL0012 2:15
