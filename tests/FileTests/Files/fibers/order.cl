; A fiber starts at the end of the queue; a switch happens when an operation has to wait.
(define t (go (io:print "fiber") :value))
(io:print "main first")
(io:print (await t))
(define a (go (io:print "a")))
(define b (async (io:print "b")))
(io:print "main") (await b) (io:print (type-of a) a)

;; modes: interpreted baseline native leaving collecting
;; expect: main first
;; expect: fiber
;; expect: :value
;; expect: main
;; expect: a
;; expect: b
;; expect: Task #<task>
