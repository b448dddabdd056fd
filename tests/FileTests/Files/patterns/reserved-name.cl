(match 1 (if 2))

;; syntax-error: CL0020 1:11
