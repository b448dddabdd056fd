(define x "abc)
(io:print x)
;; syntax-error: CL0002
