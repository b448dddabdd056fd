(define (f a))
(lambda (a))
(fn (a) : Int)

;; syntax-error: CL0034 1:1
;; syntax-error: CL0034 2:1
;; syntax-error: CL0034 3:1
