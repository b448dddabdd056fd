(define (f a b) (mod a b))
(dotimes (i 1000) (f i 7))
(io:print (f 7 2))
(f 1 0)

;; expect: 1
;; error: :divide-by-zero mod: Int remainder by zero
;; at: f 1:17
