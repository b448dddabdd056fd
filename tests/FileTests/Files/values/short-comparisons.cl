; Comparisons in all the places that have an instruction of their own: of locals, constants and results, for a branch and for a value.
(define (id x) x)
(define (locals a b) [(if (< a b) 1 0) (if (<= a b) 1 0) (if (> a b) 1 0) (if (>= a b) 1 0) (if (= a b) 1 0) (if (!= a b) 1 0)])
(define (results a b) [(if (< (id a) (id b)) 1 0) (if (<= (id a) (id b)) 1 0) (if (> (id a) (id b)) 1 0) (if (>= (id a) (id b)) 1 0) (if (= (id a) (id b)) 1 0) (if (!= (id a) (id b)) 1 0)])
(define (negated a b) [(if (not (< a b)) 0 1) (if (not (<= a b)) 0 1) (if (not (> a b)) 0 1) (if (not (>= a b)) 0 1) (if (not (= a b)) 0 1) (if (not (!= a b)) 0 1)])
(define (as-values a b) (map (lambda (x) (if x 1 0)) [(< a b) (<= (id a) b) (> a (id b)) (>= a b) (= a b) (!= a b)]))
(define pairs [[1 2] [2 2] [3 2] [1.5 2.5] [2.5 2.5] [3.5 2.5] [1 2.5] [2 2.0] [3 2.5] [1.5 2] [2.0 2] [3.5 2] [nan 1.0] [1.0 nan] [nan nan] [-0.0 0.0] [1e300 1e300] [1e300 -1e300]
  [4611686018427387904 4611686018427387905] [4611686018427387904 4611686018427387904] [4611686018427387904 1] [1 4611686018427387904] ["a" "b"] ["b" "b"] ["c" "b"]])
(define (shown f) (string-join (map (lambda (p) (string-join (map str (f (first p) (last p))) "")) pairs) " "))
(define all (map shown [locals results negated as-values]))
(io:print (head all) (map (lambda (one) (= one (head all))) all))

; The constant is small, large, boxed, or a Float.
(define (small a) [(if (< a 7) 1 0) (if (<= a 7) 1 0) (if (> a 7) 1 0) (if (>= a 7) 1 0) (if (= a 7) 1 0) (if (< (id a) 7) 1 0) (if (<= (id a) 7) 1 0) (if (> (id a) 7) 1 0) (if (>= (id a) 7) 1 0) (if (= (id a) 7) 1 0)])
(define (large a) [(if (< a 5000000000) 1 0) (if (<= a 5000000000) 1 0) (if (> a 5000000000) 1 0) (if (>= a 5000000000) 1 0) (if (= a 5000000000) 1 0) (if (< (id a) 5000000000) 1 0) (if (<= (id a) 5000000000) 1 0) (if (> (id a) 5000000000) 1 0) (if (>= (id a) 5000000000) 1 0) (if (= (id a) 5000000000) 1 0)])
(define (boxed a) [(if (< a 4611686018427387904) 1 0) (if (<= a 4611686018427387904) 1 0) (if (> a 4611686018427387904) 1 0) (if (>= a 4611686018427387904) 1 0) (if (= a 4611686018427387904) 1 0) (if (< (id a) 4611686018427387904) 1 0) (if (<= (id a) 4611686018427387904) 1 0) (if (> (id a) 4611686018427387904) 1 0) (if (>= (id a) 4611686018427387904) 1 0) (if (= (id a) 4611686018427387904) 1 0)])
(define (float-const a) [(if (< a 1.5) 1 0) (if (<= a 1.5) 1 0) (if (> a 1.5) 1 0) (if (>= a 1.5) 1 0) (if (= a 1.5) 1 0) (if (< (id a) 1.5) 1 0) (if (<= (id a) 1.5) 1 0) (if (> (id a) 1.5) 1 0) (if (>= (id a) 1.5) 1 0) (if (= (id a) 1.5) 1 0)])
(define (lines f) (io:print (string-join (map (lambda (a) (string-join (map str (f a)) "")) [6 7 8 6.5 7.0 7.5 1.0 1.5 2.0 1 2 nan 4999999999 5000000000 5000000001 5e9 4611686018427387903 4611686018427387904 4611686018427387905 1e300]) " ")))
(for-each lines [small large boxed float-const])
(define (caught f a) (try (f a) (catch e (Error-message e))))
(for-each (lambda (f) (io:print (caught f "text") (caught f nil))) [small large boxed float-const (lambda (a) (locals a 1)) (lambda (a) (results a 1.5)) (lambda (a) (as-values 1.5 a))])

;; modes: interpreted baseline native leaving collecting
;; expect: 110001 010110 001101 110001 010110 001101 110001 010110 001101 110001 010110 001101 000001 000001 000001 010110 010110 001101 110001 010110 001101 110001 110001 010110 001101 [true, true, true, true]
;; expect: 1100011000 0101101011 0011000110 1100011000 0101101011 0011000110 1100011000 1100011000 1100011000 1100011000 1100011000 0000000000 0011000110 0011000110 0011000110 0011000110 0011000110 0011000110 0011000110 0011000110
;; expect: 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 0000000000 1100011000 0101101011 0011000110 0101101011 0011000110 0011000110 0011000110 0011000110
;; expect: 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 1100011000 0000000000 1100011000 1100011000 1100011000 1100011000 1100011000 0101101011 0011000110 0011000110
;; expect: 0011000110 0011000110 0011000110 0011000110 0011000110 0011000110 1100011000 0101101011 0011000110 1100011000 0011000110 0000000000 0011000110 0011000110 0011000110 0011000110 0011000110 0011000110 0011000110 0011000110
;; expect: <: argument 2: expected String, got Int 7 <: argument 1: expected a number or String, got Nil nil
;; expect: <: argument 2: expected String, got Int 5000000000 <: argument 1: expected a number or String, got Nil nil
;; expect: <: argument 2: expected String, got Int 4611686018427387904 <: argument 1: expected a number or String, got Nil nil
;; expect: <: argument 2: expected String, got Float 1.5 <: argument 1: expected a number or String, got Nil nil
;; expect: <: argument 2: expected String, got Int 1 <: argument 1: expected a number or String, got Nil nil
;; expect: <: argument 2: expected String, got Float 1.5 <: argument 1: expected a number or String, got Nil nil
;; expect: <: argument 2: expected a number, got String "text" <: argument 2: expected a number, got Nil nil
