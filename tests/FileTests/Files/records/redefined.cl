(defrecord P a b)
(define old P-a)
(set! P-a (lambda (x) 42))
(io:print (P-a (P 1 2)) (old (P 1 2)))

(define (with P?) (P? 1))
(io:print (with (lambda (n) (+ n 1))))

(define Q 5)
(io:print Q)
(defrecord Q y)
(io:print (Q 2) (Q-y (Q 3)))
(define q (Q 1))
(define (y-of) (Q-y q))
(io:print (y-of))
(defrecord Q z y)
(io:print (Q 1 2) (Q? q) (Q-y (Q 1 2)))
(y-of)

;; expect: 42 1
;; expect: 2
;; expect: 5
;; expect: (Q 2) 3
;; expect: 1
;; expect: (Q 1 2) false 2
;; error: :type Q-y: argument 1: expected Q, got Q (Q 1)
;; at: y-of 14:16
