; Captured variables are shared: set! is seen by all who see the variable.
(define (counter)
  (let ((n 0))
    [(lambda () (set! n (+ n 1)) n) (lambda () n)]))
(define a (counter))
(define b (counter))
(define (call i c) ((nth c i)))
(call 0 a)
(call 0 a)
(call 0 b)
(io:print (call 1 a) (call 1 b))
(define (adders) (map (lambda (i) (lambda (x) (+ x i))) [1 2 3]))
(io:print (map (lambda (f) (f 10)) (adders)))
(define (deep x) (lambda () (lambda () (set! x (+ x 1)) x)))
(define inner ((deep 5)))
(io:print (inner) (inner))
(define (param-set n) (let ((get (lambda () n))) (set! n (* n 2)) (get)))
(io:print (param-set 21))

;; modes: interpreted baseline native leaving collecting
;; expect: 2 1
;; expect: [11, 12, 13]
;; expect: 6 7
;; expect: 42
