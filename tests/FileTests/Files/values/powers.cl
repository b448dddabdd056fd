; pow of Ints with an exponent of at least 0 is an Int, checked; with a Float, or a negative exponent, a Float.
(io:print (pow 2 0) (pow 2 10) (pow 2 62) (pow -2 63) (pow -3 3) (pow 0 0) (pow 1 9223372036854775807) (pow -1 9223372036854775807) (pow 0 5) (pow 10 18))
(io:print (pow 2 -1) (pow 2.0 3) (pow 2 0.5) (pow 2 3.0) (pow -8 (/ 1.0 3)) (pow -2.0 3) (pow 0.0 -1) (pow 10 -2) (pow 0 -1))
(io:print (pow nan 0) (pow 2 nan) (pow 1.0 inf) (pow -1 inf) (pow 0.5 inf) (pow inf -1.5) (pow -0.0 -3) (pow -0.0 3.0) (pow 1e200 2.0) (pow 1.1 10.5) (pow 1.0 0.5) (pow 1.0 -2.5) (pow -1.0 0.5))
(io:print (try (pow 2 63) (catch e [(Error-kind e) (Error-message e)])) (try (pow -2 64) (catch e (Error-kind e))) (try (pow "2" 1) (catch e (Error-message e))) (try (pow 2) (catch e (Error-kind e))))

;; modes: interpreted baseline native leaving collecting
;; expect: 1 1024 4611686018427387904 -9223372036854775808 -27 1 1 -1 0 1000000000000000000
;; expect: 0.5 8.0 1.4142135623730951 8.0 nan -8.0 inf 0.01 inf
;; expect: 1.0 nan nan nan 0.0 0.0 -inf -0.0 inf 2.7203400420274986 1.0 1.0 nan
;; expect: [:overflow, "pow: result does not fit in 64 bits"] :overflow pow: argument 1: expected a number, got String "2" :arity
