; The error of a deadlock, caught again and again while values move about in memory.
(define (stuck i) (try (recv! (chan)) (catch e (list i (Error-kind e)))))
(define (keep n) (map stuck (range 0 n)))
(define kept (keep 40))
(io:print (length kept) (nth kept 39))

;; modes: interpreted baseline native leaving collecting
;; expect: 40 [39, :deadlock]
