(define x 0x10000000000000000)

;; syntax-error: CL0006 1:11
