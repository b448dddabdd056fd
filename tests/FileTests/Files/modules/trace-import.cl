; The import itself has a line while the file runs.
(io:print "before")
(import "lib/fails-at-once" *)

;; expect: before
;; error: :index head: index 0 is out of range for length 0
;; at: k lib/fails-at-once.cl:1:13
;; at: top level lib/fails-at-once.cl:2:16
;; at: top level 3:1
