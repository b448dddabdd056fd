(io:print (tail [1]))
(head [])

;; expect: []
;; error: :index head: index 0 is out of range for length 0
;; at: top level 2:1
