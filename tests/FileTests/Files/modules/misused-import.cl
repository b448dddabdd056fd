; The same for errors that the reader does not see.
(io:print "before")
(import "lib/misused" *)
(f)

;; expect: before
;; error: :syntax lib/misused.cl:2:13: error CL0030: if: expected (if condition then) or (if condition then else)   (define (f) (if))               ^ lib/misused.cl:3:1: error CL0030: let: expected (let ((name expr) …) body…)   (let)   ^
;; at: top level 3:1
