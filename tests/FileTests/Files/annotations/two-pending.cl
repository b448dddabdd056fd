(define (g) : Float "x")
(define (f) : Int (g))
(define (h) (+ 1 (f)))
(h)

;; error: :type g: result: expected Float, got String "x"
;; at: h 3:18
