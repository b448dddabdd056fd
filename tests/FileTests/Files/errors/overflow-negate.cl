(define smallest -9223372036854775808)
(io:print (+ smallest 1))
(io:print (- smallest))

;; expect: -9223372036854775807
;; error: :overflow -: result does not fit in 64 bits
;; at: top level 3:11
