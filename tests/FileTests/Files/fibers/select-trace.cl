; A select of several lines has one place in a trace: its own.
(define closed (chan))
(close! closed)
(define (waits)
  (+ 1
     (select
       ((recv! (chan))
        (lambda (v) v))
       ((send! closed 1)
        (partial list 1)))))
(io:print "before")
(+ 1
   (waits))

;; expect: before
;; error: :closed send!: the channel is closed
;; at: waits 6:6
;; at: top level 13:4
