; Ints in decimal and as bit patterns, Floats in their forms.
(io:print 42 -17 +5 0 -0 007)
(io:print 9223372036854775807 -9223372036854775808)
(io:print 0xFF 0x0 0xff -0xFF 0x7FFFFFFFFFFFFFFF)
(io:print 0xFFFFFFFFFFFFFFFF 0x8000000000000000)
(io:print 3.14 -1e9 2.0e-3 1.0 0.5 -0.0 1e2 1E2 +2.5)
(io:print inf (- inf) nan)
(io:print 1e+5 -2.5E+3 1e-2)

;; modes: interpreted baseline native leaving collecting
;; expect: 42 -17 5 0 0 7
;; expect: 9223372036854775807 -9223372036854775808
;; expect: 255 0 255 -255 9223372036854775807
;; expect: -1 -9223372036854775808
;; expect: 3.14 -1000000000.0 0.002 1.0 0.5 -0.0 100.0 100.0 2.5
;; expect: inf -inf nan
;; expect: 100000.0 -2500.0 0.01
