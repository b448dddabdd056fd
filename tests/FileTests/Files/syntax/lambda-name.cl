(define f (lambda args args))

;; syntax-error: CL0030 1:11
