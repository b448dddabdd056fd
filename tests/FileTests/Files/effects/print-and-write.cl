; io:print puts a blank between display forms and ends the line, io:write does not end it, io:eprint writes elsewhere; all give nil.
(io:print)
(io:print 1 "two" ["three"])
(io:write)
(io:write "a" 1)
(io:write :b "\n")
(io:print (io:print) (io:write "") (io:eprint "not on stdout" 1))
(io:write "last")

;; modes: interpreted baseline native leaving collecting
;; expect:
;; expect: 1 two ["three"]
;; expect: a 1:b 
;; expect:
;; expect: nil nil nil
;; expect-end: last
