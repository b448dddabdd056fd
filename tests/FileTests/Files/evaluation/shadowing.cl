; A program's own definition of a library name holds in the whole file; locals shadow anything but reserved names.
(define (square x) (* x x))
(define (reverse l) "my own reverse")
(io:print (reverse [1 2]) (square 5))
(define (f list) (+ list 1))
(io:print (f 1))
(io:print (let ((+ -)) (+ 5 3)) (+ 5 3))
(define (g map) (map 2))
(io:print (g (lambda (x) (* x 100))))
(io:print (let ((head 1)) (let ((tail head)) tail)))
(io:print (map (lambda (map) (+ map 1)) [1 2]))

;; expect: my own reverse 25
;; expect: 2
;; expect: 2 8
;; expect: 200
;; expect: 1
;; expect: [2, 3]
