; Closures, immediate calls, rest parameters.
(io:print ((lambda (x y) (+ x y)) 1 2) ((fn () 7)))
(io:print ((lambda (. args) args) 1 2 3) ((lambda (. args) args)))
(io:print ((lambda (a . rest) [a rest]) 1 2 3) ((lambda (a . rest) [a rest]) 1))
(define (variadic a b . more) (+ a b (length more)))
(io:print (variadic 1 2) (variadic 1 2 3) (variadic 1 2 3 4 5 6 7 8 9 10))
(define (compose2 f g) (lambda (x) (f (g x))))
(io:print ((compose2 (lambda (x) (* x x)) (lambda (x) (+ x 1))) 4))
(define (curry f) (lambda (a) (lambda (b) (lambda (c) (f a b c)))))
(io:print ((((curry (lambda (a b c) [a b c])) 1) 2) 3))
(define (many a b c d e f g h i j) [j i h g f e d c b a])
(io:print (many 1 2 3 4 5 6 7 8 9 10))
(io:print (((lambda (x) (lambda () x)) 5)))

;; modes: interpreted baseline native leaving collecting
;; expect: 3 7
;; expect: [1, 2, 3] []
;; expect: [1, [2, 3]] [1, []]
;; expect: 3 4 11
;; expect: 25
;; expect: [1, 2, 3]
;; expect: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
;; expect: 5
