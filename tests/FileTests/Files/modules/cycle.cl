; A cycle is an error that prints it.
(io:print "begin")
(import "lib/cycle-a" *)

;; expect: begin
;; expect: a begins
;; expect: b begins
;; error: :import import cycle: lib/cycle-a.cl -> lib/cycle-b.cl -> lib/cycle-a.cl
;; at: top level lib/cycle-b.cl:2:1
;; at: top level lib/cycle-a.cl:2:1
;; at: top level 3:1
