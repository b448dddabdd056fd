(io:print "nothing of a file runs that has an error")
(io:print 9223372036854775808)

;; syntax-error: CL0005 2:11
