; What a module defines is not seen outside, and does not touch the file's own names.
(define x 1)
(define (f) "outer")
(module m (export f)
  (define x 2)
  (define (f) [x (g)])
  (define (g) "inner"))
(define (g) "outer g")
(io:print x (f) (m.f) (g))
(module one (export f)
  (module part (export value) (define value 1))
  (define (f) part.value))
(module two (export f)
  (module part (export value) (define value 2))
  (define (f) part.value))
(io:print (one.f) (two.f))
(module a (export f) (define bc 1) (define (f) bc))
(module ab (export f) (define c 2) (define (f) c))
(io:print (a.f) (ab.f))

;; expect: 1 outer [2, "inner"] outer g
;; expect: 1 2
;; expect: 1 2
