; A dotimes whose count is no Int has its own place in a trace.
(define (f n)
  (dotimes (i
            (string-upcase n))
    (io:print i)))
(io:print "before")
(f "n")

;; expect: before
;; error: :type dotimes: expected Int, got String "N"
;; at: f 3:3
