; A name with a point is a name like any other where something has it.
(define a.b 1)
(define (f c.d) (+ c.d a.b))
(set! a.b 5)
(io:print a.b (f 2))

;; expect: 5 7
