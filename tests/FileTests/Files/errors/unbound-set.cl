(define (f) (set! later 5))
(io:print "before")
(f)
(define later 1)

;; expect: before
;; error: :unbound unbound variable: later
;; at: f 1:13
;; at: top level 3:1
