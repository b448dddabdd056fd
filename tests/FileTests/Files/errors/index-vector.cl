(define v (vector 1 2 3))
(define (get i) (vector-ref v i))
(dotimes (i 1000) (get (mod i 3)))
(io:print (get 2))
(get 3)

;; expect: 3
;; error: :index vector-ref: index 3 is out of range for length 3
;; at: get 2:17
