; A hot loop whose types change under it: Ints, then Floats, then a mix.
(define (sum-of l) (fold (lambda (a x) (+ a x)) 0 l))
(define (add a b) (+ a b))
(define (loop-add x n) (let loop ((i 0) (acc x)) (if (= i n) acc (loop (+ i 1) (add acc x)))))
(io:print (loop-add 1 5000))
(io:print (loop-add 0.5 5000))
(io:print (loop-add 1 5000))
(define (mixed n)
  (let loop ((i 0) (acc 0))
    (if (= i n) acc (loop (+ i 1) (if (= i 4000) (+ acc 0.5) (+ acc 1))))))
(io:print (mixed 3000) (mixed 5000))
(io:print (sum-of (range 3000)) (sum-of [1 2.5 3]))
(define (compare a b) (< a b))
(define (count-less n) (let loop ((i 0) (c 0)) (if (= i n) c (loop (+ i 1) (if (compare i 2500) (+ c 1) c)))))
(io:print (count-less 5000) (compare "a" "b") (compare 1.5 2) (count-less 5000))

;; expect: 5001
;; expect: 2500.5
;; expect: 5001
;; expect: 3000 4999.5
;; expect: 4498500 6.5
;; expect: 2500 true true 2500
