(match 1 ([a ...io:x] 2))

;; syntax-error: CL0021 1:14
