; A name that the file does not export.
(io:print "before")
(import "lib/shapes" (area hidden))
(io:print "never")

;; expect: before
;; error: :unbound module shapes does not export hidden
;; at: top level 3:1
