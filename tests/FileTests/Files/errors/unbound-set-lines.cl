; An assignment of several lines has one place in a trace: its own.
(define (f)
  (set! later
        (string-length
          "five!")))
(io:print "before")
(f)
(define later 1)

;; expect: before
;; error: :unbound unbound variable: later
;; at: f 3:3
;; at: top level 7:1
