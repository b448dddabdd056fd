; Once it is reached, the file's own definition is called, also by functions before it; the library keeps its own.
(define (f) (head [1 2]))
(define (head l) [:own l])
(define + -)
(define map 5)
(define (car x) x)
(io:print (f) (+ 5 3) map (car 7) (fold (lambda (a x) [a x]) 0 [1 2]) (first [8]) (sort [2 1]))
(define (g) (tail [1 2]))
(begin (define (tail l) [:tail l]) (do (define nan 5)))
(io:print (g) nan)

;; modes: interpreted baseline native leaving collecting
;; expect: [:own, [1, 2]] 2 5 7 [[0, 1], 2] 8 [1, 2]
;; expect: [:tail, [1, 2]] 5
