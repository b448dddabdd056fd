; A file exports what it defines, not what it imports; "b.cl" and "b" are the same file.
(import "lib/passes-on.cl" *)
(import "lib/passes-on" :as p)
(io:print (twice 2) (same? twice p.twice))
(define (early) (p.add 1 2))
(io:print "next")
(early)

;; modes: interpreted baseline native leaving collecting
;; expect: counter runs
;; expect: 4 true
;; expect: next
;; error: :unbound module passes-on does not export add
;; at: early 5:17
