(define (ap2 f . l) : Int (f (head l)))
(define (w) (+ 1 (ap2 str 1)))
(w)

;; error: :type ap2: result: expected Int, got String "1"
;; at: w 2:18
