(define (f a b . rest) rest)
(define g f)
(io:print (g 1 2) (g 1 2 3))
(g 1)

;; expect: [] [3]
;; error: :arity f: expected at least 2 arguments, got 1
