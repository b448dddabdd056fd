; A library function that is written in ClaudeLang has its line in a trace, a built-in has none.
(define (doubled l) (+ 1 (length (map (lambda (x) (apply * [2 x])) l))))
(+ 1 (doubled [1 "a"]))

;; modes: interpreted baseline native leaving collecting
;; error: :type *: argument 2: expected a number, got String "a"
;; at: lambda 2:51
;; at: loop 58:34
;; at: doubled 2:34
;; at: top level 3:6
