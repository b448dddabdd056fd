; gc:stats says what the run may have.
(define (megabytes stats) (quotient (get stats :heap-bytes) 1048576))
(io:print (megabytes (gc:stats)) (megabytes (head (parallel:map (lambda (i) (gc:stats)) [1]))))

;; modes: interpreted baseline native leaving collecting
;; heap: 64m
;; expect: 64 64
