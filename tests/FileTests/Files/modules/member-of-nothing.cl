; x.y where x is no module.
(define x 3)
(io:print "before")
(str x.y)

;; expect: before
;; error: :unbound unbound variable: x.y
;; at: top level 4:1
