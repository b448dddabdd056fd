; With two modules a file exports its definitions, the modules among them.
(module one (export f) (define (f) 1))
(module two (export f) (define (f) 2))
(define both [(one.f) (two.f)])
