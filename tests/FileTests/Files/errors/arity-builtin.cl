(define f head)
(io:print (f [1]))
(f [1] [2])

;; expect: 1
;; error: :arity head: expected 1 argument, got 2
;; at: top level 3:1
