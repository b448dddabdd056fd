; A fiber starts at the end of the queue; a switch happens when an operation has to wait.
(define t (go (io:print "fiber") :value))
(io:print "main first")
(io:print (await t))
(define a (go (io:print "a")))
(define b (async (io:print "b")))
(io:print "main") (await b) (io:print (type-of a) a)
(define log (buffer))
(define (note v) (buffer-push! log v) v)
(define c (chan))
(define d (go (note :d1) (recv! c) (note :d2)))
(define e (go (note :e1) (send! c 1) (note :e2) (time:sleep 0) (note :e3)))
(define f (go (note :f1) (time:sleep 0) (note :f2)))
(await d) (await e) (await f)
(io:print (buffer->list log))
; what need not wait lets no other go on
(define room (chan 1))
(define g (go (io:print "g")))
(send! room 1) (try-recv! room) (try-send! room 2) (await f) (close! room) (recv! room) (recv-or! room 0) (select (default 1)) (select ((recv! room) list))
(io:print "main")
(await g)

;; modes: interpreted baseline native leaving collecting
;; expect: main first
;; expect: fiber
;; expect: :value
;; expect: main
;; expect: a
;; expect: b
;; expect: Task #<task>
;; expect: [:d1, :e1, :e2, :f1, :d2, :e3, :f2]
;; expect: main
;; expect: g
