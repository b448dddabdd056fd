; Zeros, infinities and nans through hot code.
(define (div a b) (/ a b))
(define (each f l n) (let loop ((i 0) (r nil)) (if (= i n) r (loop (+ i 1) (map f l)))))
(io:print (each (lambda (x) (div 1.0 x)) [2.0 -0.0 0.0 inf -4.0] 500))
(io:print (each (lambda (x) (* x 0.0)) [1.0 -1.0 inf nan] 500))
(io:print (each (lambda (x) (= x x)) [1.0 nan inf 0.0] 500))
(io:print (each (lambda (x) (< x 1.0)) [0.5 1.0 nan (- inf)] 500))
(io:print (each (lambda (x) (sqrt x)) [4.0 2 -1.0 inf] 500))
(io:print (each (lambda (x) (- x)) [0.0 -0.0 1.5 nan] 500))
(define (tiny n) (let loop ((i 0) (x 1.0)) (if (= i n) x (loop (+ i 1) (/ x 2.0)))))
(io:print (tiny 1000) (tiny 1070) (tiny 1080))
(define (huge n) (let loop ((i 0) (x 1.0)) (if (= i n) x (loop (+ i 1) (* x 2.0)))))
(io:print (huge 100) (huge 1000) (huge 1030) (- (huge 1030)))

;; expect: [0.5, -inf, inf, 0.0, -0.25]
;; expect: [0.0, -0.0, nan, nan]
;; expect: [true, false, true, true]
;; expect: [true, false, false, true]
;; expect: [2.0, 1.4142135623730951, nan, inf]
;; expect: [-0.0, 0.0, -1.5, nan]
;; expect: 9.332636185032189e-302 8e-323 0.0
;; expect: 1.2676506002282294e+30 1.0715086071862673e+301 inf -inf
