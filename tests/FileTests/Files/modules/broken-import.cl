; What is wrong with an imported file is said at its import; nothing of the file has run.
(io:print "before")
(import "lib/broken" (f))
(f)

;; expect: before
;; error: :syntax lib/broken.cl:3:1: error CL0013: expected ')' to close this '(', found the end of the file   (define g   ^
;; at: top level 3:1
