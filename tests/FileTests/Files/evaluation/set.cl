; set! assigns what exists and gives nil.
(define x 1)
(io:print (set! x 2) x)
(define (f) (set! x (+ x 1)) x)
(io:print (f) (f) x)
(define (g y) (set! y (* y 2)) y)
(io:print (g 5))
(let ((z 1)) (set! z (+ z 1)) (io:print z))
(define (swap-to-function) (set! x (lambda (n) (* n n))))
(swap-to-function)
(io:print (x 9))
(define (h) 1)
(set! h (lambda () 2))
(io:print (h))
(define hidden 1)
(define (sets hidden) (set! hidden 2) hidden)
(io:print (sets 0) hidden)
(define (too-early) (define before (try (set! later 1) (catch e (Error-kind e)))) (define later 2) (set! later (+ later 1)) [before later])
(io:print (too-early))

;; expect: nil 2
;; expect: 3 4 4
;; expect: 10
;; expect: 2
;; expect: 81
;; expect: 2
;; expect: 2 1
;; expect: [:unbound, 3]
