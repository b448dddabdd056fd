; ns:op as a value performs the effect with its arguments.
(define p io:print)
(p 1 2)
(for-each io:print [3 4])
(io:print (handler ((m:op (lambda (. args) (apply + args)))) (map (lambda (f) (f 1 2 3)) [m:op m:op])))
(io:print (type-of io:print))

;; modes: interpreted baseline native leaving collecting
;; expect: 1 2
;; expect: 3
;; expect: 4
;; expect: [6, 6]
;; expect: Function
