(define (f (x : P)) x)
(define (start) (f 1) 1)
(begin (io:print "start") (start))
(defrecord P a)

;; expect: start
;; error: :type f: argument 1 (x): expected P, got Int 1
;; at: start 2:17
;; at: top level 3:27
