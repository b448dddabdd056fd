(match 1 ({k 1} 2))

;; syntax-error: CL0053 1:12
