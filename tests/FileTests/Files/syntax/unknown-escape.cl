(define x "ab\qc")
;; syntax-error: CL0003
