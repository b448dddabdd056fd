; (ns:op a…), (effect ns:op a…) and (effect ns op a…) are the same; as a value it is a function of any number of arguments.
(define (show . xs) xs)
(handler ((my:op show) (io:print (lambda (. xs) (io:write "<" xs ">\n"))))
  (io:print (my:op 1 2) (effect my:op 1 2) (effect my op 1 2) (my:op) (effect my op))
  (effect io print 1)
  (effect io:print 2)
  (let ((f my:op) (g io:print)) (g (f 1) (apply f [2 3]) (map f [4 5]))))
(io:print my:op (arity my:op) (function? my:op) (type-of io:print) (try (my:op 1) (catch e (Error-kind e))))
(io:print (try (my:op (io:print "arguments first")) (catch e (Error-message e))))
(handler ((my:op show)) (io:print (effect my:op) (effect my op)))

;; modes: interpreted baseline native leaving collecting
;; expect: < [[1, 2], [1, 2], [1, 2], [], []] >
;; expect: < [1] >
;; expect: < [2] >
;; expect: < [[1], [2, 3], [[4], [5]]] >
;; expect: #<function my:op/0+> 0 true Function :effect
;; expect: arguments first
;; expect: no handler for the effect my:op
;; expect: [] []
