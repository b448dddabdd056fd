(let (x 1) x)
;; syntax-error: CL0030
