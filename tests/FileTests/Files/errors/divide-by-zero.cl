(io:print (/ 1.0 0) (mod 5.0 0))
(io:print (/ 5 0))

;; expect: inf nan
;; error: :divide-by-zero /: Int division by zero
;; at: top level 2:11
