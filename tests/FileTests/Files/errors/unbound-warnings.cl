; A name that nothing defines is warned of before the program runs, once; it is an error only where it is evaluated.
(define (f) nowhere)
(define (g) (nowhere missing))
(define (h) (set! absent 1))
(define (known later) (set! later 1) (late later))
(define (late x) x)
(io:print "runs" (known 2))
(io:print (map (lambda (f) (try (f) (catch e (Error-message e)))) [f g h]))

;; warning: CL0025 2:13
;; warning: CL0025 3:22
;; warning: CL0025 4:19
;; expect: runs 1
;; expect: ["unbound variable: nowhere", "unbound variable: nowhere", "unbound variable: absent"]
