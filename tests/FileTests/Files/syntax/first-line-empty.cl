
(io:print 1)
(io:print "\q")

;; syntax-error: CL0003 3:12
