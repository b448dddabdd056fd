(io:print (int 1e18))
(int 1e19)

;; expect: 1000000000000000000
;; error: :range int: 10000000000000000000.0 does not fit in an Int
;; at: top level 2:1
