(io:print "never: all of a file is compiled before its first form runs")
(define (f) (if))
(define g
