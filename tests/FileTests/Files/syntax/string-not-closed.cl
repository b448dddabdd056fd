(define x "abc)
(io:print x)

;; syntax-error: CL0013 1:1
;; syntax-error: CL0002 1:11
