; 0.0 and -0.0 where Floats are computed with: as operands, as results, in vectors, from Ints.
(define (add a b) (+ a b))
(define (sub a b) (- a b))
(define (mul a b) (* a b))
(define (div a b) (/ a b))
(define zeros (list 0.0 -0.0 1.5 -1.5 0 2 inf nan 1e-300))
(define (table f)
  (map (lambda (a) (map (lambda (b) (try (f a b) (catch e (Error-kind e)))) zeros)) zeros))
(define (less a b) (list (< a b) (<= a b) (> a b) (>= a b) (= a b)))
(define (tables) (list (table add) (table sub) (table mul) (table div) (table less)))
(define first (tables))
(for-each (lambda (t) (io:print t)) first)
(dotimes (i 30) (when (!= (str (tables)) (str first)) (io:print "another result in round" i)))
; A loop whose Floats stay in registers passes through both zeros.
(define (wave n x step)
  (let loop ((i 0) (x x) (y 0.0) (least 1.0))
    (if (= i n)
        (list x y least (/ 1.0 least))
        (loop (+ i 1) (- (* x step) 0.0) (+ y (* x 0.0)) (if (< (* x 0.0) least) (* x 0.0) least)))))
(io:print (wave 100 1.0 -1.0) (wave 101 1.0 -1.0) (wave 400 -1e-200 -0.5) (wave 10 0.0 -1.0) (wave 11 0.0 -1.0) (wave 11 0 -1.0))
; Vectors hand them on.
(define (copy! from to)
  (let loop ((i 0))
    (when (< i (float-vector-length from))
      (float-vector-set! to i (* 1.0 (float-vector-ref from i)))
      (loop (+ i 1)))))
(define from (float-vector 0.0 -0.0 1.0 -0.0 nan inf 1e-310))
(define to (make-float-vector 7 2.5))
(dotimes (i 300) (copy! from to))
(io:print to (/ 1.0 (float-vector-ref to 0)) (/ 1.0 (float-vector-ref to 1)))

;; expect: [[0.0, 0.0, 1.5, -1.5, 0.0, 2.0, inf, nan, 1e-300], [0.0, -0.0, 1.5, -1.5, 0.0, 2.0, inf, nan, 1e-300], [1.5, 1.5, 3.0, 0.0, 1.5, 3.5, inf, nan, 1.5], [-1.5, -1.5, 0.0, -3.0, -1.5, 0.5, inf, nan, -1.5], [0.0, 0.0, 1.5, -1.5, 0, 2, inf, nan, 1e-300], [2.0, 2.0, 3.5, 0.5, 2, 4, inf, nan, 2.0], [inf, inf, inf, inf, inf, inf, inf, nan, inf], [nan, nan, nan, nan, nan, nan, nan, nan, nan], [1e-300, 1e-300, 1.5, -1.5, 1e-300, 2.0, inf, nan, 2e-300]]
;; expect: [[0.0, 0.0, -1.5, 1.5, 0.0, -2.0, -inf, nan, -1e-300], [-0.0, 0.0, -1.5, 1.5, -0.0, -2.0, -inf, nan, -1e-300], [1.5, 1.5, 0.0, 3.0, 1.5, -0.5, -inf, nan, 1.5], [-1.5, -1.5, -3.0, 0.0, -1.5, -3.5, -inf, nan, -1.5], [0.0, 0.0, -1.5, 1.5, 0, -2, -inf, nan, -1e-300], [2.0, 2.0, 0.5, 3.5, 2, 0, -inf, nan, 2.0], [inf, inf, inf, inf, inf, inf, nan, nan, inf], [nan, nan, nan, nan, nan, nan, nan, nan, nan], [1e-300, 1e-300, -1.5, 1.5, 1e-300, -2.0, -inf, nan, 0.0]]
;; expect: [[0.0, -0.0, 0.0, -0.0, 0.0, 0.0, nan, nan, 0.0], [-0.0, 0.0, -0.0, 0.0, -0.0, -0.0, nan, nan, -0.0], [0.0, -0.0, 2.25, -2.25, 0.0, 3.0, inf, nan, 1.5e-300], [-0.0, 0.0, -2.25, 2.25, -0.0, -3.0, -inf, nan, -1.5e-300], [0.0, -0.0, 0.0, -0.0, 0, 0, nan, nan, 0.0], [0.0, -0.0, 3.0, -3.0, 0, 4, inf, nan, 2e-300], [nan, nan, inf, -inf, nan, inf, inf, nan, inf], [nan, nan, nan, nan, nan, nan, nan, nan, nan], [0.0, -0.0, 1.5e-300, -1.5e-300, 0.0, 2e-300, inf, nan, 0.0]]
;; expect: [[nan, nan, 0.0, -0.0, nan, 0.0, 0.0, nan, 0.0], [nan, nan, -0.0, 0.0, nan, -0.0, -0.0, nan, -0.0], [inf, -inf, 1.0, -1.0, inf, 0.75, 0.0, nan, 1.5e+300], [-inf, inf, -1.0, 1.0, -inf, -0.75, -0.0, nan, -1.5e+300], [nan, nan, 0.0, -0.0, :divide-by-zero, 0, 0.0, nan, 0.0], [inf, -inf, 1.3333333333333333, -1.3333333333333333, :divide-by-zero, 1, 0.0, nan, 1.9999999999999998e+300], [inf, -inf, inf, -inf, inf, inf, nan, nan, inf], [nan, nan, nan, nan, nan, nan, nan, nan, nan], [inf, -inf, 6.666666666666667e-301, -6.666666666666667e-301, inf, 5e-301, 0.0, nan, 1.0]]
;; expect: [[[false, true, false, true, true], [false, true, false, true, true], [true, true, false, false, false], [false, false, true, true, false], [false, true, false, true, true], [true, true, false, false, false], [true, true, false, false, false], [false, false, false, false, false], [true, true, false, false, false]], [[false, true, false, true, true], [false, true, false, true, true], [true, true, false, false, false], [false, false, true, true, false], [false, true, false, true, true], [true, true, false, false, false], [true, true, false, false, false], [false, false, false, false, false], [true, true, false, false, false]], [[false, false, true, true, false], [false, false, true, true, false], [false, true, false, true, true], [false, false, true, true, false], [false, false, true, true, false], [true, true, false, false, false], [true, true, false, false, false], [false, false, false, false, false], [false, false, true, true, false]], [[true, true, false, false, false], [true, true, false, false, false], [true, true, false, false, false], [false, true, false, true, true], [true, true, false, false, false], [true, true, false, false, false], [true, true, false, false, false], [false, false, false, false, false], [true, true, false, false, false]], [[false, true, false, true, true], [false, true, false, true, true], [true, true, false, false, false], [false, false, true, true, false], [false, true, false, true, true], [true, true, false, false, false], [true, true, false, false, false], [false, false, false, false, false], [true, true, false, false, false]], [[false, false, true, true, false], [false, false, true, true, false], [false, false, true, true, false], [false, false, true, true, false], [false, false, true, true, false], [false, true, false, true, true], [true, true, false, false, false], [false, false, false, false, false], [false, false, true, true, false]], [[false, false, true, true, false], [false, false, true, true, false], [false, false, true, true, false], [false, false, true, true, false], [false, false, true, true, false], [false, false, true, true, false], [false, true, false, true, true], [false, false, false, false, false], [false, false, true, true, false]], [[false, false, false, false, false], [false, false, false, false, false], [false, false, false, false, false], [false, false, false, false, false], [false, false, false, false, false], [false, false, false, false, false], [false, false, false, false, false], [false, false, false, false, false], [false, false, false, false, false]], [[false, false, true, true, false], [false, false, true, true, false], [true, true, false, false, false], [false, false, true, true, false], [false, false, true, true, false], [true, true, false, false, false], [true, true, false, false, false], [false, false, false, false, false], [false, true, false, true, true]]]
;; expect: [1.0, 0.0, 0.0, inf] [-1.0, 0.0, 0.0, inf] [-3.873e-321, 0.0, -0.0, -inf] [0.0, 0.0, 0.0, inf] [-0.0, 0.0, 0.0, inf] [-0.0, 0.0, 0.0, inf]
;; expect: #f[0.0, -0.0, 1.0, -0.0, nan, inf, 1e-310] inf -inf
