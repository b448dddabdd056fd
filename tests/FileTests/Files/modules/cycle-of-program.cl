; The program itself is a file too.
(import "lib/back" *)

;; error: :import import cycle: cycle-of-program.cl -> lib/back.cl -> cycle-of-program.cl
;; at: top level lib/back.cl:1:1
;; at: top level 2:1
