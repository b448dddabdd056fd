(define (g) : Int
  "x")
(define (h) (+ 1 (g)))
(h)

;; error: :type g: result: expected Int, got String "x"
;; at: h 3:18
