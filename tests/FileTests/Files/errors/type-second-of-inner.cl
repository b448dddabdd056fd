; A form in the place of the first argument counts its own arguments.
(define (add a b c) (str (+ (+ a b) c)))
(add 1 2 "x")

;; error: :type +: argument 2: expected a number, got String "x"
;; at: add 2:26
