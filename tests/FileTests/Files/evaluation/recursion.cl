; Deep recursion is bounded by memory only.
(define (sum n) (if (= n 0) 0 (+ n (sum (- n 1)))))
(io:print (sum 100) (sum 500000))
(define (build n) (if (= n 0) [] (cons n (build (- n 1)))))
(io:print (length (build 200000)))
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(io:print (fib 20))
(define (ack m n)
  (cond ((= m 0) (+ n 1))
        ((= n 0) (ack (- m 1) 1))
        (else (ack (- m 1) (ack m (- n 1))))))
(io:print (ack 2 9))
(define (hanoi n from to via) (if (= n 0) 0 (+ (hanoi (- n 1) from via to) 1 (hanoi (- n 1) via to from))))
(io:print (hanoi 12 'a 'b 'c))
(define (tak x y z) (if (>= y x) z (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))
(io:print (tak 12 8 4))

;; expect: 5050 125000250000
;; expect: 200000
;; expect: 6765
;; expect: 21
;; expect: 4095
;; expect: 5
