; Calls of every kind until they are hot: direct, indirect, closures of one and of several functions, rest lists.
(define (apply1 f x) (f x))
(define (loop-with f n) (let loop ((i 0) (acc 0)) (if (= i n) acc (loop (+ i 1) (+ acc (apply1 f i))))))
(io:print (loop-with (lambda (x) x) 3000))
(io:print (loop-with (lambda (x) (* 2 x)) 3000))
(define (make k) (lambda (x) (+ x k)))
(io:print (loop-with (make 1) 3000) (loop-with (make -1) 3000))
(io:print (loop-with inc 3000) (loop-with abs 3000))
(define (variadic a . rest) (+ a (length rest)))
(io:print (let loop ((i 0) (acc 0)) (if (= i 3000) acc (loop (+ i 1) (+ acc (variadic i 1 2))))))
(define (nine a b c d e f g h i) (- (+ a b c d e f g h) i))
(io:print (let loop ((i 0) (acc 0)) (if (= i 3000) acc (loop (+ i 1) (+ acc (nine i 1 2 3 4 5 6 7 i))))))
(define (mutual-a n acc) (if (= n 0) acc (mutual-b (- n 1) (+ acc 1))))
(define (mutual-b n acc) (if (= n 0) (- acc) (mutual-a (- n 1) (+ acc 2))))
(io:print (mutual-a 30000 0) (mutual-a 30001 0))

;; expect: 4498500
;; expect: 8997000
;; expect: 4501500 4495500
;; expect: 4501500 4498500
;; expect: 4504500
;; expect: 84000
;; expect: 45000 -45001
