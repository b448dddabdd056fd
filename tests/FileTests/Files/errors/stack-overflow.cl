; Past the limit: an error, never a crash; what was printed before is there.
(define (f n) (+ 1 (f (+ n 1))))
(io:print "before")
(f 0)

;; stack: 16m
;; expect: before
;; error: :stack-overflow
