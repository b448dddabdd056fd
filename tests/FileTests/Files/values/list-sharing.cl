; Lists are linked: what stands before one, and what is left of one, shares it, so neither costs more for a longer list.
(define (bytes f) (let ((before (get (gc:stats) :allocated-bytes))) (f) (- (get (gc:stats) :allocated-bytes) before)))
(define long (range 1000))
(define (each f) (bytes (lambda () (dotimes (i 1000) (f)))))
(io:print (< (each (lambda () (cons 0 long))) 200000))
(io:print (< (each (lambda () (tail long))) 100000) (< (each (lambda () (drop 500 long))) 100000))
(io:print (< (each (lambda () (match long ([a b ...more] more)))) 100000))
(io:print (same? long (tail (cons 0 long))) (same? (tail long) (tail long)) (same? long (append [] long)))

;; expect: true
;; expect: true true
;; expect: true
;; expect: true true true
