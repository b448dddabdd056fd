; Functions as values: library functions too.
(define (twice f) (lambda (x) (f (f x))))
(io:print ((twice (twice (lambda (x) (* x 2)))) 1))
(io:print (map inc [1 2 3]) (map str [1 :a]) (filter even? (range 6)) (fold + 0 [1 2 3 4]) (reduce * 1 [1 2 3 4]))
(io:print (fold (lambda (acc x) (cons x acc)) [] [1 2 3]) (fold-right cons [] [1 2 3]))
(define ops [+ - * /])
(io:print (map (lambda (op) (op 12 3)) ops))
(io:print (apply + [1 2 3]) (apply max 1 [5 3]) (apply (lambda (. args) (length args)) (range 50)))
(for-each (lambda (x) (io:write x ";")) [1 2 3])
(io:print (for-each io:print []))
(define (my-map f l) (if (empty? l) [] (cons (f (head l)) (my-map f (tail l)))))
(io:print (my-map (lambda (x) (* x x)) (range 5)))

;; modes: interpreted baseline native leaving collecting
;; expect: 16
;; expect: [2, 3, 4] ["1", ":a"] [0, 2, 4] 10 24
;; expect: [3, 2, 1] [1, 2, 3]
;; expect: [15, 9, 36, 4]
;; expect: 6 5 50
;; expect: 1 ;2 ;3 ;nil
;; expect: [0, 1, 4, 9, 16]
