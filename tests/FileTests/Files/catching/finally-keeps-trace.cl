; An error that passes a finally keeps its trace.
(define (thrower) (vector-ref (vector 1 2) 9))
(define (middle) (+ 1 (try (+ 1 (thrower)) (finally (io:print "cleaning")))))
(+ 1 (middle))

;; modes: interpreted baseline native leaving collecting
;; expect: cleaning
;; error: :index vector-ref: index 9 is out of range for length 2
;; at: thrower 2:19
;; at: middle 3:33
;; at: top level 4:6
