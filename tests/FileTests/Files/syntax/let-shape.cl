(let (x 1) x)

;; syntax-error: CL0030 1:7
;; syntax-error: CL0030 1:9
