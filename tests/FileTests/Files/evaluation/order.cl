; Arguments are evaluated left to right, all of them before the call checks anything.
(define (note x) (io:write x " ") x)
(io:print (+ (note 1) (note 2) (note 3)))
(io:print [(note "a") (note "b")])
((begin (note "operator") list) (note "operand"))
(io:print (- (note 10) (note 3)))
(io:print (let ((a (note 1)) (b (note 2))) (note [a b])))
(define x 1)
(io:print (+ x (begin (set! x 10) x) x))
(define (f a b) [a b])
(io:print (f x (begin (set! x 20) x)))
(io:print {(note :a) (note 1) (note :b) (note 2)})
(io:print (str (note "last")))

;; expect: 1  2  3  6
;; expect: a  b  ["a", "b"]
;; expect: operator  operand  10  3  7
;; expect: 1  2  [1, 2]  [1, 2]
;; expect: 21
;; expect: [10, 20]
;; expect: :a  1  :b  2  {:a 1, :b 2}
;; expect: last  last
