; Top-level definitions, functions before they are used, definitions in a begin.
(define x 10)
(define (twice n) (* 2 n))
(define (even-number? n) (if (= n 0) #t (odd-number? (- n 1))))
(define (odd-number? n) (if (= n 0) #f (even-number? (- n 1))))
(begin (define y 20) (define z 30))
(io:print x (twice x) (even-number? 10) (odd-number? 10) y z)
(define x 11)
(io:print x)

;; expect: 10 20 true false 20 30
;; expect: 11
