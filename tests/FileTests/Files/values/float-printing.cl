; Floats print as the shortest digits that read back, in JavaScript's layout.
(io:print 0.1 0.30000000000000004 100.0 1e20 1e21 123456789012345680000.0 1.5e21)
(io:print 1e-6 1e-7 0.000001234 1.234e-7 -1e-7)
(io:print 9223372036854775807.0 4611686018427387904.0 1e100 1.0e22)
(io:print 5e-324 1.7976931348623157e308 3.0 -3.5)
(io:print (/ 1.0 3) (/ 2.0 3) (* 1.1 1.1) (sqrt 2.0))
(io:print [1.0 [2.5]] (str 1.0) (str -0.0))
(io:print nan inf (- inf) [nan] (str inf))

;; modes: interpreted baseline native leaving collecting
;; expect: 0.1 0.30000000000000004 100.0 100000000000000000000.0 1e+21 123456789012345680000.0 1.5e+21
;; expect: 0.000001 1e-7 0.000001234 1.234e-7 -1e-7
;; expect: 9223372036854776000.0 4611686018427388000.0 1e+100 1e+22
;; expect: 5e-324 1.7976931348623157e+308 3.0 -3.5
;; expect: 0.3333333333333333 0.6666666666666666 1.2100000000000002 1.4142135623730951
;; expect: [1.0, [2.5]] 1.0 -0.0
;; expect: nan inf -inf [nan] inf
