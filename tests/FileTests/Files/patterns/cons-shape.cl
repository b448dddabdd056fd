(match 1 ((cons a) a))
(match 1 ((cons a b c) a))

;; syntax-error: CL0053 1:11
;; syntax-error: CL0053 2:11
