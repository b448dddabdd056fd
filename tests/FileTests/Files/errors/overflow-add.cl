; Int overflow is an error, not a wrap.
(io:print (+ 9223372036854775806 1))
(define (f x) (+ x 1))
(define (g) (+ 0 (f 9223372036854775807)))
(g)

;; expect: 9223372036854775807
;; error: :overflow +: result does not fit in 64 bits
;; at: f 3:15
;; at: g 4:18
