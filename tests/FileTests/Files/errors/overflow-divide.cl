(define smallest -9223372036854775808)
(io:print (/ smallest -1))

;; error: :overflow /: result does not fit in 64 bits
;; at: top level 2:11
