; In an imported file too a byte-order mark and a first line that begins with #! are skipped.
(import "lib/byte-order-mark" (marked fails))
(io:print marked)
(+ 1 (fails))

;; modes: interpreted baseline native leaving collecting
;; expect: 1
;; error: :index head: index 0 is out of range for length 0
;; at: fails lib/byte-order-mark.cl:3:22
;; at: top level 4:6
