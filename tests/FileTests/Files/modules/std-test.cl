(import "std/test" (expect expect-equal))
(expect (= 1 1) "one to be one")
(expect-equal [1 "a"] (list 1 "a"))
(io:print "so far good")

;; expect: so far good
