(define (g x) (+ x "a"))
(define (f x) : Int (g x))
(define (h) (+ 1 (f 1)))
(h)

;; error: :type +: argument 2: expected a number, got String "a"
;; at: g 1:15
;; at: h 3:18
