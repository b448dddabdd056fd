(define if 5)

;; syntax-error: CL0020 1:9
