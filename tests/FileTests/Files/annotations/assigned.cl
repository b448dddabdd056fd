(define (f x (y : Int) x2) : Int (set! y "s") y)
(define (g (x : Int) (y : Int)) 1)
(io:print (g 1 2))
(define (c (x : Int)) (lambda () (set! x (+ x 1)) x))
(io:print ((c 1)))
(f 1 2 3)

;; expect: 1
;; expect: 2
;; error: :type f: result: expected Int, got String "s"
