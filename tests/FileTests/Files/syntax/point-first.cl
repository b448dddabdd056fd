(define half .5)
(define minus -.5)
(define plus +.5e1)

;; syntax-error: CL0008 1:14
;; syntax-error: CL0008 2:15
;; syntax-error: CL0008 3:14
