; The error of an operator with more than two arguments says which of them it was.
(define (add a b c d) (+ a b c d))
(define (run n) (if (= n 0) (add 1 2 3 "four") (begin (add n 1 2 3) (run (- n 1)))))
(str (run 50))

;; error: :type +: argument 4: expected a number, got String "four"
;; at: add 2:23
;; at: top level 4:6
