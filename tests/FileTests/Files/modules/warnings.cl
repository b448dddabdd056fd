; A name that a module or file does not export is warned of before the program runs.
(import "lib/shapes" (area hidden))
(module m (export f) (define (f) 1) (define inner 2))
(define (g) [(m.f) m.inner m.other])
(io:print "never")

;; warning: CL0062 2:28
;; warning: CL0062 4:20
;; warning: CL0062 4:28
;; error: :unbound module shapes does not export hidden
;; at: top level 2:1
