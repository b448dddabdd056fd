; Functions carry name and arity, print so, and are equal by identity.
(define (add a b) (+ a b))
(define (any . rest) rest)
(define (some a . rest) rest)
(define named (lambda (x) x))
(io:print add any some named (lambda (x y) x))
(io:print (= add add) (= (lambda () 1) (lambda () 1)) (same? add add))
(io:print (arity add) (arity some))
(define other add)
(io:print (other 1 2) other)

;; modes: interpreted baseline native leaving collecting
;; expect: #<function add/2> #<function any/0+> #<function some/1+> #<function named/1> #<function lambda/2>
;; expect: true false true
;; expect: 2 1
;; expect: 3 #<function add/2>
