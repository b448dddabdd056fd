(io:print (head [1]))
(io:print (head 5))

;; expect: 1
;; error: :type head: argument 1: expected List, got Int 5
;; at: top level 2:11
