(defrecord P a)
(set-P-a! (P 1) (io:print "arguments come first"))
(set-P-a! 7 (io:print "also here"))

;; expect: arguments come first
;; expect: also here
;; error: :type set-P-a!: argument 1: expected P, got Int 7
;; at: top level 3:1
