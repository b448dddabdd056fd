(io:print 1)
"the text ends behind a backslash

;; syntax-error: CL0002 2:1
\