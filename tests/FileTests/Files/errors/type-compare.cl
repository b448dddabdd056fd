(io:print (< 1 2) (< "a" "b"))
(io:print (< 1 "b"))

;; expect: true true
;; error: :type <: argument 2: expected a number, got String "b"
;; at: top level 2:11
