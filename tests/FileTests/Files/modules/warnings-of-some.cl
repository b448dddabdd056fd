; All names of a file that is not there may be any names: nothing inside of that module is warned of. What is imported from a file that is there is known.
(import "lib/points" *)
(module m (export f)
  (import "lib/none" *)
  (define (f) (unknown 1)))
(define (g) (unheard-of origin))
(io:print "never")

;; warning: CL0025 6:14
;; error: :io cannot read lib/none: No such file or directory
;; at: top level 4:3
