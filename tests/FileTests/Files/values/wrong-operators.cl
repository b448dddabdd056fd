; What operators say of wrong arguments and of too few or too many that are called by their names: each has code of its own.
(define (message f args) (try (begin (apply f args) nil) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (told f) (message f []))
(told (lambda () (- "a")))
(told (lambda () (* 1 "a")))
(told (lambda () (/ "a" 1)))
(told (lambda () (/ 1 nil)))
(told (lambda () (+% 1.5 1)))
(told (lambda () (-% 1 1.5)))
(told (lambda () (*% "a" 1)))
(told (lambda () (mod 1 "a")))
(told (lambda () (rem "a" 1)))
(told (lambda () (rem 1 0)))
(told (lambda () (rem 1.5 0)))
(told (lambda () (quotient 1.5 1)))
(told (lambda () (bit-and 1 1.5)))
(told (lambda () (bit-or nil 1)))
(told (lambda () (bit-xor 1 :a)))
(told (lambda () (bit-not 1.5)))
(told (lambda () (shl 1 "a")))
(told (lambda () (shl 1.5 1)))
(told (lambda () (shr 1 64)))
(told (lambda () (shr :a 1)))
(told (lambda () (ushr 1 -1)))
(told (lambda () (ushr 1 1.5)))
(told (lambda () (int "1")))
(told (lambda () (float "1")))
(told (lambda () (sqrt "4")))
(told (lambda () (< 1 "a")))
(told (lambda () (<= "a" 1)))
(told (lambda () (> nil 1)))
(told (lambda () (>= 1 [])))
(told (lambda () (/ -9223372036854775808 -1)))
(told (lambda () (quotient -9223372036854775808 -1)))
(told (lambda () (- -9223372036854775808)))
(told (lambda () (not)))
(told (lambda () (nil? 1 2)))
(told (lambda () (= )))
(told (lambda () (!= 1)))
(told (lambda () (same? 1)))
(told (lambda () (+)))
(told (lambda () (<)))
(told (lambda () (mod 1)))
(told (lambda () (shl 1)))
(told (lambda () (float 1 2)))
(told (lambda () (int)))
(told (lambda () (sqrt)))
(told (lambda () (bit-not)))

;; expect: :type -: argument 1: expected a number, got String "a"
;; expect: :type *: argument 2: expected a number, got String "a"
;; expect: :type /: argument 1: expected a number, got String "a"
;; expect: :type /: argument 2: expected a number, got Nil nil
;; expect: :type +%: argument 1: expected Int, got Float 1.5
;; expect: :type -%: argument 2: expected Int, got Float 1.5
;; expect: :type *%: argument 1: expected Int, got String "a"
;; expect: :type mod: argument 2: expected a number, got String "a"
;; expect: :type rem: argument 1: expected a number, got String "a"
;; expect: :divide-by-zero rem: Int remainder by zero
;; expect: :type quotient: argument 1: expected Int, got Float 1.5
;; expect: :type bit-and: argument 2: expected Int, got Float 1.5
;; expect: :type bit-or: argument 1: expected Int, got Nil nil
;; expect: :type bit-xor: argument 2: expected Int, got Keyword :a
;; expect: :type bit-not: argument 1: expected Int, got Float 1.5
;; expect: :type shl: argument 2: expected Int, got String "a"
;; expect: :type shl: argument 1: expected Int, got Float 1.5
;; expect: :range shr: shift count 64 is not in 0..63
;; expect: :type shr: argument 1: expected Int, got Keyword :a
;; expect: :range ushr: shift count -1 is not in 0..63
;; expect: :type ushr: argument 2: expected Int, got Float 1.5
;; expect: :type int: argument 1: expected a number, got String "1"
;; expect: :type float: argument 1: expected a number, got String "1"
;; expect: :type sqrt: argument 1: expected a number, got String "4"
;; expect: :type <: argument 2: expected a number, got String "a"
;; expect: :type <=: argument 2: expected String, got Int 1
;; expect: :type >: argument 1: expected a number or String, got Nil nil
;; expect: :type >=: argument 2: expected a number, got List []
;; expect: :overflow /: result does not fit in 64 bits
;; expect: :overflow quotient: result does not fit in 64 bits
;; expect: :overflow -: result does not fit in 64 bits
;; expect: :arity not: expected 1 argument, got 0
;; expect: :arity nil?: expected 1 argument, got 2
;; expect: :arity =: expected at least 1 argument, got 0
;; expect: :arity !=: expected 2 arguments, got 1
;; expect: :arity same?: expected 2 arguments, got 1
;; expect: :arity +: expected at least 1 argument, got 0
;; expect: :arity <: expected at least 1 argument, got 0
;; expect: :arity mod: expected at least 2 arguments, got 1
;; expect: :arity shl: expected at least 2 arguments, got 1
;; expect: :arity float: expected 1 argument, got 2
;; expect: :arity int: expected 1 argument, got 0
;; expect: :arity sqrt: expected 1 argument, got 0
;; expect: :arity bit-not: expected 1 argument, got 0
