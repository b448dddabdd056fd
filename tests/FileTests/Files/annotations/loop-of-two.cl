(define (even (n : Int)) : Int (if (= n 0) "even" (odd (- n 1))))
(define (odd (n : Int)) : Number (if (= n 0) :odd (even (- n 1))))
(define (w n) (+ 1 (even n)))
(w 100000)

;; stack: 1m
;; error: :type odd: result: expected Number, got String "even"
;; at: w 3:20
