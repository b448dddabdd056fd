(define (g (x : Int) (y : Int)) 1)
(g "a" "b")

;; error: :type g: argument 1 (x): expected Int, got String "a"
