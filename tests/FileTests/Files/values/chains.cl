; (op a b c …) is (op (op a b) c) …, checks included, for arithmetic, wrapping and bit operations.
(io:print (+ 1 2 3.5) (- 10 1 2) (* 2 3 4) (/ 100 5 2) (/ 7 2 2.0) (mod 17 10 4) (rem -17 10 4) (quotient 100 7 3))
(io:print (+% 9223372036854775807 1 1) (-% -9223372036854775808 1 1) (*% 4611686018427387904 2 2) (bit-and 15 7 3) (bit-or 1 2 4) (bit-xor 1 3 7) (shl 1 2 3) (shr 1024 2 3) (ushr -1 60 2))
(io:print (+ 7) (* 7) (- 7) (- -0.0) (/ 4) (/ 4.0) (/ 0.0) (/ 1) (/ -1) (+% 7) (-% 7) (*% 7) (-% -9223372036854775808) (neg 5) (neg 0.0))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (+ 9223372036854775807 1 -1)))
(message (lambda () (* 4611686018427387904 2 0)))
(message (lambda () (- -9223372036854775808)))
(message (lambda () (neg -9223372036854775808)))
(message (lambda () (abs -9223372036854775808)))
(message (lambda () (inc 9223372036854775807)))
(message (lambda () (dec -9223372036854775808)))
(message (lambda () (/ 0)))
(message (lambda () (/ 8 2 0)))
(message (lambda () (rem 8 0)))
(message (lambda () (quotient 8 0)))
(message (lambda () (quotient 8.0 2)))
(message (lambda () (quotient -9223372036854775808 -1)))
(message (lambda () (+ 1 2 "3")))
(message (lambda () (+ nil)))
(message (lambda () (-% 1.5)))
(message (lambda () (bit-and 1 2.0)))
(message (lambda () (bit-not 1.0)))
(message (lambda () (shl 1 64)))
(message (lambda () (shr 1 -1)))
(message (lambda () (ushr 1 2 64)))
(message (lambda () (+)))
(message (lambda () (mod 1)))
(message (lambda () (shl 1)))
(define (v x) x)
(io:print (rem (v 100) (v 37) (v 20) (v 7)) (mod (v 100) (v 7) (v 4)) (shl (v 1) (v 62) (v 1)) (shr (v -1000) (v 3) (v 2)) (- (v 5)) (- (v 0.0)) (- (v -2.5)))
(message (lambda () (+ "a" 1 (begin (io:print "evaluated") 2))))
(message (lambda () (- -9223372036854775808 1)))
(message (lambda () (+ (v 9223372036854775807) (v 1) (v -1))))

;; modes: interpreted baseline native leaving collecting
;; expect: 6.5 7 24 10 1.5 3 -3 4
;; expect: -9223372036854775807 9223372036854775806 0 3 7 5 32 32 3
;; expect: 7 7 -7 0.0 0 0.25 inf 1 -1 7 -7 7 -9223372036854775808 -5 -0.0
;; expect: :overflow +: result does not fit in 64 bits
;; expect: :overflow *: result does not fit in 64 bits
;; expect: :overflow -: result does not fit in 64 bits
;; expect: :overflow neg: result does not fit in 64 bits
;; expect: :overflow abs: result does not fit in 64 bits
;; expect: :overflow inc: result does not fit in 64 bits
;; expect: :overflow dec: result does not fit in 64 bits
;; expect: :divide-by-zero /: Int division by zero
;; expect: :divide-by-zero /: Int division by zero
;; expect: :divide-by-zero rem: Int remainder by zero
;; expect: :divide-by-zero quotient: Int division by zero
;; expect: :type quotient: argument 1: expected Int, got Float 8.0
;; expect: :overflow quotient: result does not fit in 64 bits
;; expect: :type +: argument 3: expected a number, got String "3"
;; expect: :type +: argument 1: expected a number, got Nil nil
;; expect: :type -%: argument 1: expected Int, got Float 1.5
;; expect: :type bit-and: argument 2: expected Int, got Float 2.0
;; expect: :type bit-not: argument 1: expected Int, got Float 1.0
;; expect: :range shl: shift count 64 is not in 0..63
;; expect: :range shr: shift count -1 is not in 0..63
;; expect: :range ushr: shift count 64 is not in 0..63
;; expect: :arity +: expected at least 1 argument, got 0
;; expect: :arity mod: expected at least 2 arguments, got 1
;; expect: :arity shl: expected at least 2 arguments, got 1
;; expect: 6 2 -9223372036854775808 -32 -5 -0.0 2.5
;; expect: evaluated
;; expect: :type +: argument 1: expected a number, got String "a"
;; expect: :overflow -: result does not fit in 64 bits
;; expect: :overflow +: result does not fit in 64 bits
