(define v (vector 1 2 3))
(vector-set! v 2 5)
(io:print v)
(vector-set! v -1 5)

;; expect: #[1, 2, 5]
;; error: :index vector-set!: index -1 is out of range for length 3
;; at: top level 4:1
