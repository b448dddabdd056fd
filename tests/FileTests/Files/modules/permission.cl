; Files outside the program's folder need --allow-read; that goes before whether they are there.
(io:print "before")
(import "../nowhere" *)

;; expect: before
;; error: :permission import: read access to
;; at: top level 3:1
