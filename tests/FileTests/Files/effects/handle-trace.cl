(define (inner) (+ 1 (a:b 5)))
(define (outer) (+ 1 (handle (+ 1 (inner)) (a:b (x k) (+ 1 (k (head [])))))))
(+ 1 (outer))

;; modes: interpreted baseline native leaving collecting
;; error: :index head: index 0 is out of range for length 0
;; at: a:b 2:63
;; at: outer 2:22
;; at: top level 3:6
