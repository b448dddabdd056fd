; while and dotimes give nil; the count is evaluated once.
(define i 0)
(io:print (while (< i 3) (io:write i " ") (set! i (+ i 1))))
(io:print (dotimes (j 3) (io:write j " ")))
(define n 3)
(define rounds 0)
(dotimes (j n) (set! n 10) (set! rounds (+ rounds 1)))
(io:print n rounds)
(dotimes (j 0) (io:print "never"))
(dotimes (j -5) (io:print "never"))
(define minus -5)
(dotimes (j minus) (io:print "never"))
(define total 0)
(dotimes (a 10) (dotimes (b 10) (set! total (+ total (* a b)))))
(io:print total)
(dotimes (j 3) (set! j (* j 10)) (io:write j " "))
(io:print (while #f 1))
(define done #t)
(io:print (while (not done) (io:print "never")))
(define (rounds-of count) (try (dotimes (j count) (io:print "never")) (catch e [(Error-kind e) (Error-message e)])))
(io:print (rounds-of 2.5) (rounds-of "2") (rounds-of nil))
(define turns 0)
(define (turn!) (set! turns (+ turns 1)) turns)
(io:print (while (< (turn!) 3)) (dotimes (j (turn!))) turns)

;; expect: 0  1  2  nil
;; expect: 0  1  2  nil
;; expect: 10 3
;; expect: 2025
;; expect: 0  10  20  nil
;; expect: nil
;; expect: [:type, "dotimes: expected Int, got Float 2.5"] [:type, "dotimes: expected Int, got String \"2\""] [:type, "dotimes: expected Int, got Nil nil"]
;; expect: nil nil 4
