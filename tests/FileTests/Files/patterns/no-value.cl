(match)

;; syntax-error: CL0030 1:1
