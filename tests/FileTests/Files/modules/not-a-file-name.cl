; A path that no file can have is an :io error like a file that is not there.
(io:print "before")
(import "lib/no\0where" *)

;; expect: before
;; error: :io cannot read lib/no
;; at: top level 3:1
