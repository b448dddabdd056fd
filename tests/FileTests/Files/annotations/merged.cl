(define (g) : Int "x")
(define (f) : Int (g))
(define (h) (+ 1 (f)))
(h)

;; error: :type f: result: expected Int, got String "x"
;; at: h 3:18
