(io:print "never")
(define (f) (if))
(let)
