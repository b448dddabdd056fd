; A file that is not UTF-8 is an :io error of its import.
(io:print "before")
(import "lib/invalid-bytes" *)

;; modes: interpreted baseline native leaving collecting
;; expect: before
;; error: :io is not valid UTF-8 (at byte 11)
;; at: top level 3:1
