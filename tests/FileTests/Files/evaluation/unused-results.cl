; Values of forms in the middle of a body are dropped; the last one counts.
(define (f) 1 "two" [3] (+ 4 5) :last)
(io:print (f))
(define (g x) (if x 1 2) (when x 3) (let ((y 1)) y) x)
(io:print (g 7))
1
"ignored"
(+ 1 2)
(io:print "end")

;; expect: :last
;; expect: 7
;; expect: end
