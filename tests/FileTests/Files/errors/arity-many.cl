; All arguments are evaluated before the count is checked.
(define (f a) a)
(define g f)
(g (begin (io:print "first") 1) (begin (io:print "second") 2))

;; expect: first
;; expect: second
;; error: :arity f: expected 1 argument, got 2
