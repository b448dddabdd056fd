(import "counter" (add))
(define (twice x) (add x x))
