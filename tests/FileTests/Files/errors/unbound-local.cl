; An inner definition that is read before it is set.
(define (f)
  (define (g) x)
  (define y (g))
  (define x 1)
  y)
(io:print "before")
(f)

;; expect: before
;; error: :unbound unbound variable: x
;; at: g 3:15
;; at: f 4:13
