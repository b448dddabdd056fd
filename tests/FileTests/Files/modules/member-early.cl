; A member of a module that is not bound yet.
(define (f) (m.f))
(io:print "before")
(define (g) (str (f)))
(g)
(module m (export f) (define (f) 1))

;; expect: before
;; error: :unbound unbound variable: m.f
;; at: f 2:13
;; at: g 4:18
;; at: top level 5:1
