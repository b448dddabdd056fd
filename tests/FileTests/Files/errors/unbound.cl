; An unbound name is an error when it is reached, not before.
(define (f) nowhere)
(io:print "before")
(f)
(io:print "after")

;; expect: before
;; error: :unbound unbound variable: nowhere
;; at: f 2:13
;; at: top level 4:1
