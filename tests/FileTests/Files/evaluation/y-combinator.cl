; Recursion without names.
(define y (lambda (f) ((lambda (x) (f (lambda (n) ((x x) n)))) (lambda (x) (f (lambda (n) ((x x) n)))))))
(io:print ((y (lambda (self) (lambda (n) (if (= n 0) 1 (* n (self (- n 1))))))) 20))
(define zero (lambda (f) (lambda (x) x)))
(define (succ n) (lambda (f) (lambda (x) (f ((n f) x)))))
(define (plus a b) (lambda (f) (lambda (x) ((a f) ((b f) x)))))
(define (church->int n) ((n (lambda (x) (+ x 1))) 0))
(io:print (church->int (plus (succ (succ zero)) (succ zero))))

;; expect: 2432902008176640000
;; expect: 3
