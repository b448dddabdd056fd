; < <= > >= order numbers, exactly also mixed, or strings by code point, from one argument on; anything else is a type error.
(io:print (< 1) (< "a") (<= 1 1.0 1) (> 3 2.5 2) (>= "c" "b" "b") (< "a" "b" "c") (< "a" "c" "b"))
(io:print (< 9007199254740992.0 9007199254740993) (< 9007199254740993 9007199254740994.0) (> 9223372036854775807 9223372036854775808.0) (<= -9223372036854775808.0 -9223372036854775808) (< 9223372036854775807 inf) (> -9223372036854775808 (- inf)))
(io:print (< nan 1) (>= nan 1) (< 1 nan) (<= nan nan) (< 0.0 -0.0) (<= 0.0 -0.0))
(io:print (< "" "a") (< "Z" "a") (< "a" "aa") (< "\u{FFFF}" "\u{10000}") (> "\u{1F600}" "\u{E000}") (< "e\u{301}" "\u{e9}"))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (< 1 "a")))
(message (lambda () (< "a" 1)))
(message (lambda () (< 'a 'b)))
(message (lambda () (>= [1] [2])))
(message (lambda () (< nil)))
(message (lambda () (< 2 1 :k)))
(message (lambda () (<)))
(define (orders a b) [(< a b) (<= a b) (> a b) (>= a b)])
(io:print (orders 1 2) (orders 2 2) (orders 3 2) (orders 2.0 2.0) (orders "a" "a"))
(io:print (< 9223372036854775807 9223372036854775808.0) (>= 9223372036854775807 9223372036854775808.0) (<= 9223372036854775808.0 9223372036854775807) (< -9223372036854775808.0 -9223372036854775808) (>= -9223372036854775808.0 -9223372036854775808) (> -9223372036854775808 -9223372036854777856.0))
(io:print (< "\u{100}" "a") (< "a" "\u{100}") (< "\u{17c}" "\u{17c}b") (<= "\u{17c}b" "\u{17c}") (= "ab" "\u{17c}b"))
(io:print (< "\u{17c}" "\u{17d}") (> "\u{17d}" "\u{17c}") (< "\u{17d}a" "\u{17c}b") (sort ["\u{1F601}" "\u{1F600}" "a"]))

;; modes: interpreted baseline native leaving collecting
;; expect: true true true true true true false
;; expect: true true false true true true
;; expect: false false false false false true
;; expect: true true true true true true
;; expect: :type <: argument 2: expected a number, got String "a"
;; expect: :type <: argument 2: expected String, got Int 1
;; expect: :type <: argument 1: expected a number or String, got Symbol a
;; expect: :type >=: argument 1: expected a number or String, got List [1]
;; expect: :type <: argument 1: expected a number or String, got Nil nil
;; expect: :type <: argument 3: expected a number, got Keyword :k
;; expect: :arity <: expected at least 1 argument, got 0
;; expect: [true, true, false, false] [false, true, false, true] [false, false, true, true] [false, true, false, true] [false, true, false, true]
;; expect: true false false false true true
;; expect: false true true false false
;; expect: true true false ["a", "😀", "😁"]
