(define (f a . b c) a)
(lambda (a . 5) a)
(lambda (a .) a)

;; syntax-error: CL0033 1:14
;; syntax-error: CL0033 2:12
;; syntax-error: CL0033 3:12
