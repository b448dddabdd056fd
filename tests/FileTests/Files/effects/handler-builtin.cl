; Effects of the run time can be intercepted; within the function they do what they do.
(handler ((io:print (lambda (. xs) (apply io:print "[" (append xs ["]"])))))
  (io:print 1 2)
  (map io:print [3]))
(io:print (handler ((io:args (lambda () ["x"])) (time:monotonic (lambda () 7))) (list (io:args) (time:monotonic))))
(io:print (handler ((state (lambda (op . args) (list op args)))) (list (state:get :k) (state:set :k 1) (state:update :k inc))))
(io:print (handler ((random:int (lambda (n) (- n 1)))) (random:int 10)))

;; modes: interpreted baseline native leaving collecting
;; expect: [ 1 2 ]
;; expect: [ 3 ]
;; expect: [["x"], 7]
;; expect: [[:get, [:k]], [:set, [:k, 1]], [:update, [:k, #<function inc/1>]]]
;; expect: 9
