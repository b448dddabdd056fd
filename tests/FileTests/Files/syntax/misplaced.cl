; Definitions stand at the top level, directly in a body, or in a begin there; nowhere else.
(list (define a 1))
(if #t (begin (define b 1)))
(when #t (define c 1))
(unless #f (define d 1))
(cond (#t (define e 1)))
(and 1 (define f 1))
(let ((x (define g 1))) x)
(set! h (define i 1))
(lambda () (list (begin (define j 1))))
((define k 1))
[(define l 1)]
{:k (define m 1)}
(while (define n 1) 2)
(match (define o 1) (x x))
(throw (define p 1))
(io:print (define q 1))
(dotimes (i (define r 1)) 2)
(or (defrecord S x))

;; syntax-error: CL0031 2:7
;; syntax-error: CL0031 3:15
;; syntax-error: CL0031 4:10
;; syntax-error: CL0031 5:12
;; syntax-error: CL0031 6:11
;; syntax-error: CL0031 7:8
;; syntax-error: CL0031 8:10
;; syntax-error: CL0031 9:9
;; syntax-error: CL0031 10:25
;; syntax-error: CL0031 11:2
;; syntax-error: CL0031 12:2
;; syntax-error: CL0031 13:5
;; syntax-error: CL0031 14:8
;; syntax-error: CL0031 15:8
;; syntax-error: CL0031 16:8
;; syntax-error: CL0031 17:11
;; syntax-error: CL0031 18:13
;; syntax-error: CL0031 19:5
