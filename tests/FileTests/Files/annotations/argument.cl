(define (f (x : Int))
  (+ x 1))
(define (h y) (+ 1 (f y)))
(define (t y) (f y))
(define (u y) (+ 1 (t y)))
(io:print (u 5))
(u 'sym)

;; expect: 7
;; error: :type f: argument 1 (x): expected Int, got Symbol sym
;; at: u 5:20
