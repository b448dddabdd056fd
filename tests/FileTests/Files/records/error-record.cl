(define e (Error :k "m" :d))
(io:print e (Error? e) (Error? 1) (Error-kind e) (Error-message e) (Error-data e) (type-of e))
(set-Error-kind! e :other)
(set-Error-message! e "text")
(set-Error-data! e [1 2])
(io:print e Error Error? Error-data set-Error-kind! (arity Error) (map Error-kind [e]))
(io:print (Error-data e))
(Error-kind 5)

;; expect: (Error :k "m" :d) true false :k m :d Error
;; expect: (Error :other "text" [1, 2]) #<function Error/3> #<function Error?/1> #<function Error-data/1> #<function set-Error-kind!/2> 3 [:other]
;; expect: [1, 2]
;; error: :type Error-kind: argument 1: expected Error, got Int 5
;; at: top level 8:1
