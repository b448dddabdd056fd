(defrecord Error a)
(io:print (Error 1) (Error-a (Error 2)) (Error? (Error 3)))
(io:print (Error 1 2 3))

;; expect: (Error 1) 2 true
;; error: :arity Error: expected 1 argument, got 3
;; at: top level 3:11
