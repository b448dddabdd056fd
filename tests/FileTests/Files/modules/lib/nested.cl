(module outer (export a)
  (module inner (export b) (define b 1))
  (define a (+ inner.b 1)))
(define c 3)
