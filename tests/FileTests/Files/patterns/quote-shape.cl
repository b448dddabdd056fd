(match 1 ((quote a b) 1))

;; syntax-error: CL0053 1:11
