; Keys that differ and hash alike: nan differs from itself, so a dict takes it again and again. So many make a node that is a large object.
(define (grow d n) (if (= n 0) d (grow (dict-set d nan (list n)) (- n 1))))
(define big (grow {"first" 1} 3000))
(io:print (dict-size big) (length (dict-keys big)) (take 3 (dict-values big)) (nth (dict-values big) 3000) (dict-get-or big nan :none))
(define more (dict-set (grow (dict-remove big "first") 1000) "last" 2))
(io:print (dict-size more) (nth (dict-values more) 0) (nth (dict-values more) 3999) (dict-get more "last"))
(io:print (dict-size (dict-merge more big)) (fold + 0 (map head (take 4000 (dict-values more)))))
;; expect: 3001 3001 [1, [3000], [2999]] [1] :none
;; expect: 4001 [3000] [1] 2
;; expect: 7002 5002000
