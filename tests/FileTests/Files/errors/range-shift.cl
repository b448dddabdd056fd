(define (f n) (shl 1 n))
(io:print (f 63))
(f 64)

;; expect: -9223372036854775808
;; error: :range shl: shift count 64 is not in 0..63
;; at: f 1:15
