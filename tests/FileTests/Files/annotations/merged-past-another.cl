(define (c) : Int "x")
(define (b) : Float (c))
(define (a) : Int (b))
(define (h) (+ 1 (a)))
(h)

;; error: :type b: result: expected Float, got String "x"
;; at: h 4:18
