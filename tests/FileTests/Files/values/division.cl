; / and quotient truncate, rem has the dividend's sign, mod the divisor's.
(io:print (/ 7 2) (/ -7 2) (/ 7 -2) (/ -7 -2))
(io:print (quotient 7 2) (quotient -7 2) (quotient 7 -2))
(io:print (rem 7 2) (rem -7 2) (rem 7 -2) (rem -7 -2))
(io:print (mod 7 2) (mod -7 2) (mod 7 -2) (mod -7 -2))
(io:print (mod -9223372036854775808 10) (rem -9223372036854775808 10))
(io:print (mod 6 3) (mod -6 3) (mod 0 5))
(io:print (mod 7.5 2) (mod -7.5 2) (rem -7.5 2) (mod 7 -2.5))
(io:print (/ 7.0 2) (/ 1 2.0) (/ 100 10 5) (/ 4) (/ 0.5))
(io:print (/ 1.0 0) (/ -1.0 0) (/ 1 0.0) (/ 1 -0.0))
(io:print (mod -9223372036854775808 -1) (rem -9223372036854775808 -1))

;; modes: interpreted baseline native leaving collecting
;; expect: 3 -3 -3 3
;; expect: 3 -3 -3
;; expect: 1 -1 1 -1
;; expect: 1 1 -1 -1
;; expect: 2 -8
;; expect: 0 0 0
;; expect: 1.5 0.5 -1.5 -0.5
;; expect: 3.5 0.5 2 0 2.0
;; expect: inf -inf inf -inf
;; expect: 0 0
