; A sleep of no time, or less, lets the others go on too.
(define (work name) (lambda () (io:write name 1 " ") (time:sleep 0) (io:write name 2 " ") (time:sleep -1) (io:write name 3 " ")))
(define ts (map (lambda (name) (let ((f (work name))) (go (f)))) ["a" "b" "c"]))
(for-each await ts)
(io:print)

;; expect: a 1  b 1  c 1  a 2  b 2  c 2  a 3  b 3  c 3  
