; Inside the handler function the effect goes to the next one out; afterwards the inner one is in force again.
(define (twice)
  (handler ((n:get (lambda () (+ 1 (n:get)))))
    (list (n:get) (n:get))))
(io:print (handler ((n:get (lambda () 10))) (twice)))
(io:print (handler ((n:get (lambda () 10))) (list (n:get) (twice) (n:get))))

;; modes: interpreted baseline native leaving collecting
;; expect: [11, 11]
;; expect: [10, [11, 11], 10]
