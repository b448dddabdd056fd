; Immutable linked lists.
(define l (list 1 2 3))
(io:print l (cons 0 l) l (head l) (tail l) (first l) (rest l) (car l) (cdr l) (last l))
(io:print (length l) (length []) (empty? l) (empty? []) (nth l 0) (nth l 2))
(io:print (append [1] [2 3] [] [4]) (append) (reverse l) (take 2 l) (drop 2 l) (take 9 l) (drop 9 l) (take -1 l))
(io:print (list? l) (list? []) (list? nil) (list? 1))
(io:print (range 5) (range 2 5) (range 0 10 3) (range 5 0 -2) (range 0))
(io:print (cons 1 (cons 2 [])) (= (cons 1 [2]) [1 2]) (list) (tail [1]))

;; modes: interpreted baseline native leaving collecting
;; expect: [1, 2, 3] [0, 1, 2, 3] [1, 2, 3] 1 [2, 3] 1 [2, 3] 1 [2, 3] 3
;; expect: 3 0 false true 1 3
;; expect: [1, 2, 3, 4] [] [3, 2, 1] [1, 2] [3] [1, 2, 3] [] []
;; expect: true true false false
;; expect: [0, 1, 2, 3, 4] [2, 3, 4] [0, 3, 6, 9] [5, 3, 1] []
;; expect: [1, 2] true [] []
