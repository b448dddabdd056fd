(define (f x) (match x ((Some y) y)))
(define (g x) (+ 1 (f x)))
(io:print (g (tuple "Some" 1)))
(g {:a [1 2 3]})

;; expect: 2
;; error: :match no clause matches {:a [1, 2, 3]}
;; at: f 1:15
;; at: g 2:20
