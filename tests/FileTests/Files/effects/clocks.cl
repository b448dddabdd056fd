; time:now is a Float of milliseconds, time:monotonic an Int of nanoseconds that never goes back; time:sleep gives nil.
(define a (time:monotonic))
(io:print (type-of (time:now)) (type-of a) (< 1.6e12 (time:now) 1e13) (time:sleep 0.001) (>= (- (time:monotonic) a) 1000000))
(define (kind f) (try (f) (catch e (Error-kind e))))
(io:print (time:sleep 0) (kind (lambda () (time:now 1))) (kind (lambda () (time:sleep))) (kind (lambda () (time:sleep :a))))

;; modes: interpreted baseline native leaving collecting
;; expect: Float Int true nil true
;; expect: nil :arity :arity :type
