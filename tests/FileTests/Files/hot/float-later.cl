; Arithmetic of Floats that runs for the first time when its function has been compiled, in a loop around the hot one; with Ints and what is no number in between.
(define (around n x y)
  (let outer ((k 0) (x x) (y y) (z 1.5))
    (if (= k 3)
        (list x y z)
        (let ((sum (let inner ((i 0) (sum 0.0)) (if (= i n) sum (inner (+ i 1) (+ sum (* x 0.5) (* y 0.25)))))))
          (outer (+ k 1) (- (* x z) (* y 2)) (+ (/ y x) k) (if (< x y) (* z -1) (- z x sum)))))))
(io:print (around 400 1.5 2.5))
(io:print (around 10 3 4) (around 10 1.5 4) (around 10 3 -0.5) (around 10 -0.0 0.0) (around 10 4611686018427387904 0.5))
; The same locals hold Ints in one call and Floats in the next.
(define (either a b n)
  (let loop ((i 0) (a a) (b b) (hits 0))
    (cond ((= i n) (list a b hits))
          ((> (* a 1.0) 1000.0) (loop (+ i 1) (- a 1000) (+ b i) (+ hits 1)))
          ((< a b) (loop (+ i 1) (+ a b) (+ b 1) hits))
          (else (loop (+ i 1) (+ a i) (* b 1) hits)))))
(io:print (either 1 2 300) (either 1.0 2 300) (either 1 2.5 300) (either 0.5 0.25 300))
(define (late a b later) (if later (list (+ a b) (- a b) (* a b) (/ a b) (< a b) (>= b a) (- a) (int b)) (* a 2.0)))
(dotimes (i 300) (late i 1 false) (late 0.5 i false))
(io:print (late 1.5 2.5 true) (late 1 2.5 true) (late 1.5 2 true) (late 7 2 true) (late -0.0 4611686018427387904 true))
(define (error-of thunk) (try (thunk) (catch e (list (Error-kind e) (Error-message e)))))
(io:print (error-of (lambda () (late 1.5 "b" true))) (error-of (lambda () (late 4611686018427387904 4611686018427387904 true))) (error-of (lambda () (late 1 0 true))))

;; expect: [0.39962121212121193, 2.4976076555023923, -197.0189393939392]
;; expect: [3.446428571428571, 2.21978021978022, -19.785714285714285] [3.8650362318840576, 2.162905888827738, -19.59057971014493] [3994.1369949494947, 1.9883926547268194, 47.83333333333333] [nan, nan, nan] [1.324076147308128e+58, 2.0, 69175290276410820000.0]
;; expect: [29280, 33675, 159] [29280.0, 33675, 159] [29296.5, 33675.5, 159] [793.25, 33801.25, 159]
;; expect: [4.0, -1.0, 3.75, 0.6, true, true, -1.5, 2] [3.5, -1.5, 2.5, 0.4, true, true, -1, 2] [3.5, -0.5, 3.0, 0.75, true, true, -1.5, 2] [9, 5, 14, 3, false, false, -7, 2] [4611686018427388000.0, -4611686018427388000.0, -0.0, -0.0, true, true, 0.0, 4611686018427387904]
;; expect: [:type, "+: argument 2: expected a number, got String \"b\""] [:overflow, "+: result does not fit in 64 bits"] [:divide-by-zero, "/: Int division by zero"]
