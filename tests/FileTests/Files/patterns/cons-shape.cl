(match 1 ((cons a) a))

;; syntax-error: CL0053 1:11
