; Comments end with the line, nest as blocks, and commas are white space.
#| a block
   #| in a block |# (io:print "not printed")
|#
(io:print 1) ; (io:print "not printed")
(io:print (+ 1, 2,,, 3))
(io:print #| between |# 7)
(io:print ";" "#|" "|#")
(define a 5)
(io:print 1; a comment right behind
  :k; another
  a; and another
)
(io:print #| a #| b |#|# 8 #||# #|||#)
(io:print(list a{:k a}a'c[a]a"s"))

;; modes: interpreted baseline native leaving collecting
;; expect: 1
;; expect: 6
;; expect: 7
;; expect: ; #| |#
;; expect: 1 :k 5
;; expect: 8
;; expect: [5, {:k 5}, 5, c, [5], 5, "s"]
