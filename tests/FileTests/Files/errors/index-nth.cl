(io:print (nth [1 2] 1))
(nth [1 2] 2)

;; expect: 2
;; error: :index nth: index 2 is out of range for length 2
;; at: top level 2:1
