; An inline module binds its name; its members are m.f, and it sees the file's other names, also those that come later.
(define base 10)
(module m (export f bump! n)
  (io:print "body runs")
  (define n 1)
  (define (f x) (+ base (g x) late))
  (define (g x) (* 2 x))
  (define (bump!) (set! n (+ n 1))))
(define late 100)
(io:print (m.f 1) m.n m (type-of m))
(m.bump!)
(io:print m.n)
(define (through) (m.f 2))
(io:print (through))

;; modes: interpreted baseline native leaving collecting
;; expect: body runs
;; expect: 112 1 #<module m> Module
;; expect: 2
;; expect: 114
