; What a module defines is not seen outside, and does not touch the file's own names.
(define x 1)
(define (f) "outer")
(module m (export f)
  (define x 2)
  (define (f) [x (g)])
  (define (g) "inner"))
(define (g) "outer g")
(io:print x (f) (m.f) (g))

;; expect: 1 outer [2, "inner"] outer g
