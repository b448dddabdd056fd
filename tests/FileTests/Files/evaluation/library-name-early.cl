; A top-level definition of a library name means that definition in the whole file, also before it is reached.
(define (f) (reverse [1 2]))
(io:print "before")
(define (g reverse) (reverse 3))
(io:print (g inc))
(f)
(define (reverse l) :own)

;; modes: interpreted baseline native leaving collecting
;; expect: before
;; expect: 4
;; error: :unbound unbound variable: reverse
;; at: f 2:13
;; at: top level 6:1
