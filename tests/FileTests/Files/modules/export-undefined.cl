(module m (export f g) (define (f) 1))
(module n (export x) (define y 1))

;; syntax-error: CL0061 1:21
;; syntax-error: CL0061 2:19
