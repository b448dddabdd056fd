; A wrong type reaches compiled code.
(define (f x) (* x 2))
(define (run l) (let loop ((l l) (s 0)) (if (empty? l) s (loop (tail l) (+ s (f (head l)))))))
(io:print (run (range 3000)))
(io:print (run [1 2 "three"]))

;; expect: 8997000
;; error: :type *: argument 1: expected a number, got String "three"
;; at: f 2:15
;; at: loop 3:78
;; at: top level 5:11
