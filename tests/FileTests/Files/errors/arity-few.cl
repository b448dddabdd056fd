(define (f a b) a)
(define (g h) (+ 1 (h 1)))
(io:print (f 1 2))
(g f)

;; expect: 1
;; error: :arity f: expected 2 arguments, got 1
;; at: g 2:20
