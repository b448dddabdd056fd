; Effects need no declaration: define-effect is a name like any other, unbound where it is called.
(io:print "before")
(io:print (handler ((my:own (lambda (x) [x]))) (my:own 1)))
(define-effect my:own)

;; modes: interpreted baseline native leaving collecting
;; expect: before
;; expect: [1]
;; error: :unbound unbound variable: define-effect
;; at: top level 4:1
