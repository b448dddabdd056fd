; A member that the module does not export.
(module m (export f) (define (f) 1) (define hidden 2))
(io:print (m.f))
(str m.hidden)

;; expect: 1
;; error: :unbound module m does not export hidden
;; at: top level 4:1
