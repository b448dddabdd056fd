(defrecord P a)
(define (make) (P 1 2))
(io:print (make))

;; error: :arity P: expected 1 argument, got 2
;; at: make 2:16
;; at: top level 3:11
