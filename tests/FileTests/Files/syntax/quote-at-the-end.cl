(io:print 1)
'

;; syntax-error: CL0011 2:1
