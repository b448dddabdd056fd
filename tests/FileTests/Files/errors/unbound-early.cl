; A definition that is not reached yet.
(define (f) later)
(io:print "before")
(f)
(define later 1)

;; expect: before
;; error: :unbound unbound variable: later
;; at: f 2:13
;; at: top level 4:1
