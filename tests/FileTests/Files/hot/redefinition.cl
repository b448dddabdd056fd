; A global variable that changes while hot code reads it.
(define step 1)
(define (f x) (+ x step))
(define (run n) (let loop ((i 0) (x 0)) (if (= i n) x (loop (+ i 1) (f x)))))
(io:print (run 3000))
(set! step 2)
(io:print (run 3000))
(set! step 0.5)
(io:print (run 3000))
(define op +)
(define (g x) (op x 3))
(define (run-g n) (let loop ((i 0) (x 1)) (if (= i n) x (loop (+ i 1) (g x)))))
(io:print (run-g 3000))
(set! op (lambda (a b) (-% a b)))
(io:print (run-g 3000))

;; expect: 3000
;; expect: 6000
;; expect: 1500.0
;; expect: 9001
;; expect: -8999
