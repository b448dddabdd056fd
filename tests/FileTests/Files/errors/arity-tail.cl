; A call in tail position has replaced the frame that made it, also when the call itself is wrong.
(define (f x) x)
(define (g y) (f y y))
(define (h y) (+ 1 (g y)))
(h 3)
;; error: :arity f: expected 1 argument, got 2
;; at: h 4:20
