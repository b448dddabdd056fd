; Names the function, the argument, what was expected and what it was.
(define (f x) (+ 1 x))
(io:print (f 1))
(io:print (f "a"))

;; expect: 2
;; error: :type +: argument 2: expected a number, got String "a"
;; at: f 2:15
;; at: top level 4:11
