(define (k) (head []))
(io:print (+ 1 (k)))
