(match 1 ((Error k) k))

;; syntax-error: CL0054 1:11
