; A file that is not there is an error when its import is reached.
(io:print "before")
(import "lib/nowhere" *)
(anything at all)

;; expect: before
;; error: :io cannot read lib/nowhere: No such file or directory
;; at: top level 3:1
