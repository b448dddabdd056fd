; Sums that leave the tagged range in a hot loop, and come back.
(define (climb start step n) (let loop ((i 0) (x start)) (if (= i n) x (loop (+ i 1) (+ x step)))))
(io:print (climb 4611686018427380000 1 5000))
(io:print (climb 4611686018427380000 3 5000))
(io:print (climb -4611686018427380000 -3 5000))
(io:print (climb 4611686018427390000 -3 5000))
(define (square x) (* x x))
(io:print (let loop ((i 0) (s 0)) (if (= i 5000) s (loop (+ i 1) (+ s (square i))))))
(io:print (square 3037000499) (square 2147483648) (square -2147483649))
(define (halve x n) (if (= n 0) x (halve (quotient x 2) (- n 1))))
(io:print (halve 9223372036854775807 1) (halve 9223372036854775807 2) (halve -9223372036854775808 1) (halve -9223372036854775808 62))

;; expect: 4611686018427385000
;; expect: 4611686018427395000
;; expect: -4611686018427395000
;; expect: 4611686018427375000
;; expect: 41654167500
;; expect: 9223372030926249001 4611686018427387904 4611686022722355201
;; expect: 4611686018427387903 2305843009213693951 -4611686018427387904 -2
