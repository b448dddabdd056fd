(match 1 2)

;; syntax-error: CL0030 1:10
