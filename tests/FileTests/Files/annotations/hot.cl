; checks left behind by tail calls, between functions that are compiled meanwhile
(define (even-steps (n : Int)) : Bool (if (= n 0) #t (odd-steps (- n 1))))
(define (odd-steps (n : Int)) : Bool (if (= n 0) #f (even-steps (- n 1))))
(define (int-down (n : Int) (x : Float)) : Float (if (= n 0) x (number-down (- n 1) (+ x 0.5))))
(define (number-down n x) : Number (if (= n 0) x (int-down (- n 1) (+ x 0.5))))
(define (sum-to (n : Int)) : Int (if (= n 0) 0 (+ n (sum-to (- n 1)))))
(define (through f x) : Int (f x))
(define (repeat n) (if (> n 0) (begin (even-steps 25) (int-down 9 0.0) (sum-to 20) (through sum-to 5) (repeat (- n 1)))))
(repeat 3000)
(io:print (even-steps 200001) (int-down 200001 0.0) (sum-to 1000) (through sum-to 10) (through inc 1))
(define (wrong (n : Int)) : Number (if (= n 0) "text" (int-down 3 (wrong (- n 1)))))
(define (last n) (let ((x (through (lambda (y) (number-down 5 y)) n))) x))
(io:print (sum-to (int (int-down 10 0.0))))
(last 1.0)

;; expect: false 100000.5 500500 55 2
;; expect: 15
;; error: :type through: result: expected Int, got Float 3.5
;; at: last 12:27
