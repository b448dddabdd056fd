(define (f a b a) a)
(let loop ((a 1) (b 2)
           (a 3)) a)

;; syntax-error: CL0024 1:16
;; syntax-error: CL0024 3:12
