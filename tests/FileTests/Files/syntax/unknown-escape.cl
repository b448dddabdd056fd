(define x "ab\qc")

;; syntax-error: CL0003 1:14
