; Modules and imports may stand in a module.
(module outer (export f)
  (import "lib/counter" (add))
  (module inner (export g) (define (g x) (add x 1)))
  (define (f x) (inner.g (inner.g x))))
(io:print (outer.f 1))

;; expect: counter runs
;; expect: 3
