(define (make)
  (define a (Q 1))
  (defrecord Q z)
  a)
(make)

;; error: :unbound unbound variable: Q
;; at: make 2:13
