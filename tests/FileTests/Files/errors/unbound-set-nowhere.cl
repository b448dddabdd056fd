; set! of a name that nothing defines is an error when it is reached.
(define (f) (set! nothing 5))
(io:print "before")
(f)

;; expect: before
;; error: :unbound unbound variable: nothing
;; at: f 2:13
