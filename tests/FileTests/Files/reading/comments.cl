; Comments end with the line, nest as blocks, and commas are white space.
#| a block
   #| in a block |# (io:print "not printed")
|#
(io:print 1) ; (io:print "not printed")
(io:print (+ 1, 2,,, 3))
(io:print #| between |# 7)
(io:print ";" "#|" "|#")

;; modes: interpreted baseline native leaving collecting
;; expect: 1
;; expect: 6
;; expect: 7
;; expect: ; #| |#
