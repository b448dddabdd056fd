(match 1
  ((or 1 x) x))

;; syntax-error: CL0053 2:4
