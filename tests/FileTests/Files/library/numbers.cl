; Section 9, numbers.
(io:print (lcm 9223372036854775807) (gcd 9223372036854775807 0) (lcm -9223372036854775807 1))
(io:print (gcd 12 18) (gcd 0 5) (lcm 4 6) (clamp 5 1 3) (clamp -5 1 3) (clamp 2 1 3))
(io:print (even? 4) (even? -3) (odd? 3) (odd? -3) (zero? 0) (zero? 0.0) (zero? 1))
(io:print (abs -5) (abs 5.5) (abs -0.0) (min 1 2.0) (max 1 2.0) (min 1.0 nan) (max 3))
(io:print (string->int "42") (string->int "-7") (string->int "x") (string->int "") (string->float "2.5") (string->float "abc"))
(io:print (inc 1.5) (dec 0) (int->string 42))

;; modes: interpreted baseline native leaving collecting
;; expect: 9223372036854775807 9223372036854775807 9223372036854775807
;; expect: 6 5 12 3 1 2
;; expect: true false true true true true false
;; expect: 5 5.5 0.0 1 2.0 nan 3
;; expect: 42 -7 nil nil 2.5 nil
;; expect: 2.5 -1 42
