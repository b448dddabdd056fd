(define x (+ 1 1a))
1e
1e+
2.5e-
0x
1xF
0xG
0x1.5

;; syntax-error: CL0008 1:16
;; syntax-error: CL0008 2:1
;; syntax-error: CL0008 3:1
;; syntax-error: CL0008 4:1
;; syntax-error: CL0008 5:1
;; syntax-error: CL0008 6:1
;; syntax-error: CL0008 7:1
;; syntax-error: CL0008 8:1
