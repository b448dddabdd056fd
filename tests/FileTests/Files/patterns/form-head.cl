(match 1 (((a) b) 1))

;; syntax-error: CL0053 1:11
