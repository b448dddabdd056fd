; IEEE doubles; an Int with a Float gives a Float.
(io:print (+ 0.1 0.2) (* 1.5 2) (- 1 0.5) (+ 1 2.0) (/ 1.0 3))
(io:print (* 1e200 1e200) (- (* 1e200 1e200)) (- inf inf) (* 0 inf))
(io:print (* -1 0.0) (- 0.0) (+ -0.0 0.0) (* 1e-200 1e-200) (* -1e-200 1e-200))
(io:print 5e-324 2.2250738585072014e-308 1.7976931348623157e308)
(io:print (= nan nan) (!= nan nan) (< nan 1) (> nan 1) (= 0.0 -0.0) (same? nan nan) (same? 0.0 -0.0))
(io:print (+ 9007199254740992.0 1) (float 9007199254740993) (float 9223372036854775807))
(io:print (sqrt 2) (sqrt 16) (sqrt -1) (sqrt 0.25) (sqrt inf))
(io:print (floor 2.5) (ceil 2.5) (trunc -2.5) (round 2.5) (round 3.5) (round -2.5) (floor 7) (round -0.4))
(io:print (int 2.9) (int -2.9) (int 7) (float 3) (int 1e18))
(define (plus a b) (+ a b))
(define (product-plus a b c) (+ (* a b) c))
(io:print (plus 0.1 0.2) (plus 1e300 1e300) (product-plus 0.1 10.0 -1.0) (product-plus 0.1 0.1 -0.01))

;; modes: interpreted baseline native leaving collecting
;; expect: 0.30000000000000004 3.0 0.5 3.0 0.3333333333333333
;; expect: inf -inf nan nan
;; expect: -0.0 -0.0 0.0 0.0 -0.0
;; expect: 5e-324 2.2250738585072014e-308 1.7976931348623157e+308
;; expect: false true false false true true false
;; expect: 9007199254740992.0 9007199254740992.0 9223372036854776000.0
;; expect: 1.4142135623730951 4.0 nan 0.5 inf
;; expect: 2.0 3.0 -2.0 2.0 4.0 -2.0 7 -0.0
;; expect: 2 -2 7 3.0 1000000000000000000
;; expect: 0.30000000000000004 2e+300 0.0 1.734723475976807e-18
