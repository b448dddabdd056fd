(set! map 5)

;; syntax-error: CL0023 1:7
