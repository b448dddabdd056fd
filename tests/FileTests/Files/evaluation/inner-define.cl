; A body's definitions see each other.
(define (f n)
  (define (even-number? n) (if (= n 0) #t (odd-number? (- n 1))))
  (define (odd-number? n) (if (= n 0) #f (even-number? (- n 1))))
  (define base 100)
  (+ base (if (even-number? n) 1 2)))
(io:print (f 4) (f 5))
(define (g)
  (define a 1)
  (define b (+ a 1))
  (begin (define c (+ b 1)))
  (set! a 10)
  [a b c])
(io:print (g) (g))
(io:print (let ((x 1)) (define y 2) (+ x y)))
(define (again)
  (define x 1)
  (define (get) x)
  (define before (get))
  (define x 2)
  [before (get) x])
(io:print (again))
(define (early)
  (define (get) x)
  (define before (try (get) (catch e (Error-kind e))))
  (define x 1)
  (define after x)
  [before after (get) x])
(io:print (early))
(define (captured)
  (define (get) x)
  (define before (try (get) (catch e (Error-kind e))))
  (define x 1)
  (define (again) (+ x 1))
  [before (get) (again)])
(io:print (captured))

;; modes: interpreted baseline native leaving collecting
;; expect: 101 102
;; expect: [10, 2, 3] [10, 2, 3]
;; expect: 3
;; expect: [1, 2, 2]
;; expect: [:unbound, 1, 1, 1]
;; expect: [:unbound, 1, 2]
