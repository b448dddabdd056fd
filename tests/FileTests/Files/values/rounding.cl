; floor ceil trunc round of a Float give a Float, of an Int the Int; int truncates, float converts; min and max give the argument itself.
(io:print (map floor [2.5 -2.5 -0.5 7 1e300]) (map ceil [2.5 -2.5 -0.5 7]) (map trunc [2.7 -2.7 -0.5 7]) (map round [0.5 1.5 2.5 -0.5 -1.5 2.4999999999999996 7 9007199254740993]))
(io:print (map floor [inf (- inf) nan]) (map round [inf nan]) (map int [2.9 -2.9 -0.0 1e15 7 9223372036854774784.0 -9223372036854775808.0]) (map float [3 9007199254740993 9223372036854775807 2.5]))
(io:print (min 1 2.0) (min 2.0 1 3) (max 1 1.0) (max 1.0 1) (min -0.0 0.0) (min 0.0 -0.0) (max 1 nan) (min nan 1 2) (max 1 2 nan 3) (min 5) (max 2.5) (min 9007199254740993 9007199254740992.0))
(io:print (map abs [-5 5 -0.0 -2.5]) (clamp 5 1 3) (clamp -5 1 3) (clamp 2 1.0 3) (clamp 0 1.0 3) (inc 1.5) (dec -0.5))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (int nan)))
(message (lambda () (int inf)))
(message (lambda () (int 9223372036854775808.0)))
(message (lambda () (int "1")))
(message (lambda () (floor "1")))
(message (lambda () (max 1 "2")))
(message (lambda () (min :a)))
(message (lambda () (max)))
(message (lambda () (clamp 1 2)))
(message (lambda () (int -1e19)))
(message (lambda () (int (- inf))))

;; modes: interpreted baseline native leaving collecting
;; expect: [2.0, -3.0, -1.0, 7, 1e+300] [3.0, -2.0, -0.0, 7] [2.0, -2.0, -0.0, 7] [0.0, 2.0, 2.0, -0.0, -2.0, 2.0, 7, 9007199254740993]
;; expect: [inf, -inf, nan] [inf, nan] [2, -2, 0, 1000000000000000, 7, 9223372036854774784, -9223372036854775808] [3.0, 9007199254740992.0, 9223372036854776000.0, 2.5]
;; expect: 1 1 1 1.0 -0.0 0.0 nan nan nan 5 2.5 9007199254740992.0
;; expect: [5, 5, 0.0, 2.5] 3 1 2 1.0 2.5 -1.5
;; expect: :range int: nan does not fit in an Int
;; expect: :range int: inf does not fit in an Int
;; expect: :range int: 9223372036854776000.0 does not fit in an Int
;; expect: :type int: argument 1: expected a number, got String "1"
;; expect: :type floor: argument 1: expected a number, got String "1"
;; expect: :type max: argument 2: expected a number, got String "2"
;; expect: :type min: argument 1: expected a number, got Keyword :a
;; expect: :arity max: expected at least 1 argument, got 0
;; expect: :arity clamp: expected 3 arguments, got 2
;; expect: :range int: -10000000000000000000.0 does not fit in an Int
;; expect: :range int: -inf does not fit in an Int
