; The program ends with its last form: other fibers are dropped.
(go (io:print "never printed"))
(go (recv! (chan)))
(io:print "last")

;; modes: interpreted baseline native leaving collecting
;; expect: last
