; A tail call (k v) in a clause runs in constant space.
(define (count n) (handle (let loop ((i 0)) (if (< i n) (begin (c:tick i) (loop (+ i 1))) i)) (c:tick (i k) (k nil))))
(io:print (count 100000))
(define (sum n) (handle (let loop ((i 0) (s 0)) (if (< i n) (loop (+ i 1) (+ s (c:get i))) s)) (c:get (i k) (if (= 0 (mod i 2)) (k i) (let ((j (* 10 i))) (k j))))))
(io:print (sum 20000))

;; stack: 1m
;; expect: 100000
;; expect: 1099990000
