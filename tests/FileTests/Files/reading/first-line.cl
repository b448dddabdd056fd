#!/usr/bin/env claudelang run
; A first line that begins with #! is skipped, and counts as a line.
(io:print "the second line is read")
(define (f) (head []))
(str (f))

;; modes: interpreted baseline native leaving collecting
;; expect: the second line is read
;; error: :index head: index 0 is out of range for length 0
;; at: f 4:13
;; at: top level 5:6
