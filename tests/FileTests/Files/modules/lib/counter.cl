; Counts; the runs of this file can be seen.
(io:print "counter runs")
(define count 0)
(define (bump!) (set! count (+ count 1)) count)
(define (add a b) (+ a b))
