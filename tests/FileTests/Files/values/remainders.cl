; mod has the sign of the divisor, rem of the dividend, also on Floats; / on Ints truncates toward zero, on Floats it follows IEEE.
(define (pairs f) (map (lambda (p) (f (first p) (last p))) [[7 3] [-7 3] [7 -3] [-7 -3] [6 3] [-6 3] [0 3] [7.5 2] [-7.5 2] [7.5 -2] [-7.5 -2.0] [-6.0 3] [6 -3.0]]))
(io:print (pairs mod))
(io:print (pairs rem))
(io:print (pairs /))
(io:print (mod 5 inf) (mod -5 inf) (mod 5.0 0) (rem 5 0.0) (mod inf 2) (rem -5.5 inf) (mod nan 1) (mod 0.0 -3) (rem -0.0 3) (mod 1e300 7) (rem 1e300 7))
(io:print (/ 0.0 0) (/ 1 0.0) (/ -1 0.0) (/ 1 -0.0) (/ 5e-324 2) (/ 9223372036854775807 2.0))
(io:print (mod -9223372036854775808 10) (mod -9223372036854775808 -1) (rem -9223372036854775808 -1) (mod 9223372036854775807 -9223372036854775808))
(io:print (gcd) (gcd 12) (gcd 12 18 27) (gcd -12 18) (gcd 0 0) (lcm) (lcm 4 6 10) (lcm 4 0) (lcm -4 6) (try (gcd -9223372036854775808 0) (catch e (Error-kind e))) (try (lcm 9223372036854775807 2) (catch e (Error-kind e))) (try (gcd 1.5) (catch e (Error-kind e))))
(io:print (map even? [0 -2 3 9223372036854775807]) (map odd? [0 -3 4]) (map zero? [0 0.0 -0.0 1 nan]) (try (even? 2.0) (catch e (Error-kind e))) (try (zero? nil) (catch e (Error-kind e))))

;; modes: interpreted baseline native leaving collecting
;; expect: [1, 2, -2, -1, 0, 0, 0, 1.5, 0.5, -0.5, -1.5, 0.0, -0.0]
;; expect: [1, -1, 1, -1, 0, 0, 0, 1.5, -1.5, 1.5, -1.5, -0.0, 0.0]
;; expect: [2, -2, -2, 2, 2, -2, 0, 3.75, -3.75, -3.75, 3.75, -2.0, -2.0]
;; expect: 5.0 inf nan nan nan -5.5 nan -0.0 -0.0 1.0 1.0
;; expect: nan inf -inf -inf 0.0 4611686018427388000.0
;; expect: 2 0 0 -1
;; expect: 0 12 3 6 0 1 60 0 12 :overflow :overflow :type
;; expect: [true, true, false, false] [false, true, false] [true, true, true, false, false] :type :type
