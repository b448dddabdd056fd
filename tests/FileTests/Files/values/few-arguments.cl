; Comparisons take any number of values from one on, arithmetic too; what they make of one, of none, and of many.
(io:print [(= 1) (== "a") (< 1) (<= 1.5) (> "a") (>= nan) (apply = [[]]) (apply < [2]) (apply <= [2]) (apply > [2]) (apply >= [2])])
(io:print [(= 1 1.0 1) (== 1 1 2) (< 1 2 3) (< 1 3 2) (<= 1 1 2) (<= 1 1 0) (> 3 2 1) (> 3 2 2) (>= 3 3 2) (>= 3 3 4)])
(io:print [(+ 5) (* 5) (- 5) (/ 0.5)] [(try (+% 5) (catch e (Error-kind e))) (try (bit-or 5) (catch e (Error-kind e)))])
(io:print [(+ 1 2 3 4) (- 10 1 2 3) (* 1 2 3 4) (/ 100 2 5) (/ 1 2 2.0) (+% 9223372036854775807 1 1) (-% 1 2 3) (*% 2 3 4) (bit-and 7 6 12) (bit-or 1 2 4) (bit-xor 1 3 7)])
(io:print [(min 3 2 1) (max 1 2 3) (min 2 1.0 3) (max 2.0 1 0) (min 5) (max 1 nan 2) (min 1 2 nan)])
(for-each (lambda (f) (io:print (try (f) (catch e (Error-kind e))))) [= < min - / + * +% bit-or])
(io:print (try (!= 1 2 3) (catch e (Error-message e))) (try (apply != [1]) (catch e (Error-message e))) (!= 1 2))

;; expect: [true, true, true, true, true, true, true, true, true, true, true]
;; expect: [true, false, true, false, true, false, true, false, true, false]
;; expect: [5, 5, -5, 2.0] [5, :arity]
;; expect: [10, 4, 24, 10, 0.0, -9223372036854775807, -4, 24, 4, 7, 5]
;; expect: [1, 3, 1.0, 2.0, 5, nan, nan]
;; expect: :arity
;; expect: :arity
;; expect: :arity
;; expect: :arity
;; expect: :arity
;; expect: :arity
;; expect: :arity
;; expect: :arity
;; expect: :arity
;; expect: !=: expected 2 arguments, got 3 !=: expected 2 arguments, got 1 true
