; Calling what is no function is a type error that shows it, once the arguments are evaluated.
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (1 2)))
(message (lambda () ("a" (io:print "argument"))))
(message (lambda () ('a)))
(message (lambda () (:k {:k 1})))
(message (lambda () (nil)))
(message (lambda () ([1 2] 0)))
(message (lambda () ((vector 1) 0)))
(message (lambda () (map 5 [1])))
(message (lambda () (+ 1 ((head [5]) 2))))
(message (lambda () (dotimes (i "3") 1)))

;; modes: interpreted baseline native leaving collecting
;; expect: :type call: expected a function, got Int 1
;; expect: argument
;; expect: :type call: expected a function, got String "a"
;; expect: :type call: expected a function, got Symbol a
;; expect: :type call: expected a function, got Keyword :k
;; expect: :type call: expected a function, got Nil nil
;; expect: :type call: expected a function, got List [1, 2]
;; expect: :type call: expected a function, got Vector #[1]
;; expect: :type map: argument 1: expected Function, got Int 5
;; expect: :type call: expected a function, got Int 5
;; expect: :type dotimes: expected Int, got String "3"
