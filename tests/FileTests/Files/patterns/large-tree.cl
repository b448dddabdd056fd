; a tree for these clauses would be very large: the compiler goes on clause by clause instead
(define (f v)
  (match v
    ([1 2 _ _ _ _ _ _ _ _ _ _ _ _] 0)
    ([_ 1 _ _ _ _ 2 _ _ _ _ _ _ _] 1)
    ([_ _ 1 _ _ _ _ _ _ _ _ 2 _ _] 2)
    ([_ _ 2 1 _ _ _ _ _ _ _ _ _ _] 3)
    ([_ _ _ _ 1 _ _ 2 _ _ _ _ _ _] 4)
    ([_ _ _ _ _ 1 _ _ _ _ _ _ 2 _] 5)
    ([_ _ _ 2 _ _ 1 _ _ _ _ _ _ _] 6)
    ([_ _ _ _ _ _ _ 1 2 _ _ _ _ _] 7)
    ([_ _ _ _ _ _ _ _ 1 _ _ _ _ 2] 8)
    ([_ _ _ _ 2 _ _ _ _ 1 _ _ _ _] 9)
    ([_ _ _ _ _ _ _ _ _ 2 1 _ _ _] 10)
    ([2 _ _ _ _ _ _ _ _ _ _ 1 _ _] 11)
    ([_ _ _ _ _ 2 _ _ _ _ _ _ 1 _] 12)
    ([_ _ _ _ _ _ _ _ _ _ 2 _ _ 1] 13)
    (_ :none)))
(define (bits n k) (if (= k 0) [] (cons (mod n 3) (bits (quotient n 3) (- k 1)))))
(define (count n total) (if (< n 0) total (count (- n 1) (let ((c (f (bits (* n 7919) 14)))) (if (int? c) (+ total c 1) total)))))
(io:print (count 3000 0) (f (bits 4782968 14)) (f 1))

;; expect: 14610 :none :none
