; Recursion over trees: many calls would return at once, and are answered before they are made.
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(io:print (fib 20))
(define (tak x y z) (if (>= y x) z (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))
(io:print (tak 14 8 3) (tak 10 6.0 3))
(define (count n kind) (if (= n 0) (if (= kind 0) 1 1.5) (+ (count (- n 1) kind) (count (- n 1) kind))))
(io:print (count 10 0) (count 10 1))
(define (words n) (cond ((= n 0) "a") ((< n 0) "b") (else (str (words (- n 1)) (words (- n 2))))))
(io:print (words 5))
(define (depth n) (if (<= n 0) nil (list (depth (- n 1)) (depth (- n 3)))))
(io:print (depth 4))
(dotimes (i 300) (depth 4) (words 5))
(define (first-nil l) (if (nil? l) '(0) (if (= (head l) 7) (tail l) (cons (first-nil (tail l)) (first-nil nil)))))
(io:print (first-nil '(1 7 3)))
(dotimes (i 3000) (first-nil '(1 2 7 3)))
(io:print (first-nil '(1 2 7 3)))
(define (down n) (if (= n 4611686018427387903) 'top (list (down (+ n 1)))))
(io:print (down 4611686018427387900))
(dotimes (i 2000) (down 4611686018427387900))
(define (over n stop) (if (> n stop) n (+ (over (+ n 1) stop) 1)))
(dotimes (i 2000) (over 0 10))
(io:print (over 4611686018427387900 4611686018427387901) (over 4611686018427387902 4611686018427387905))
(define (bottom n) (if (< n -3) (fib n) (- (bottom (- n 1)) (bottom (- n 2)))))
(io:print (bottom 12))
(io:print (fib "x"))

;; expect: 6765
;; expect: 4 4.0
;; expect: 1024 1536.0
;; expect: abaababaabaab
;; expect: [[[[nil, nil], nil], nil], [nil, nil]]
;; expect: [[3], 0]
;; expect: [[[3], 0], 0]
;; expect: [[[top]]]
;; expect: 4611686018427387904 4611686018427387910
;; expect: -1
;; error: :type <: argument 2: expected String, got Int 2
;; at: fib 2:21
;; at: top level 25:11
