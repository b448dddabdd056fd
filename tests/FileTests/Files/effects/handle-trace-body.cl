; The body of a `handle` is a part of the function around it, which has one line.
(define (in-body) (+ 1 (handle (+ 1 (head [])) (a:b (x k) (k x)))))
(define (deeper) (+ 1 (handle (+ 1 (in-body)) (a:c (x k) 1))))
(+ 1 (deeper))

;; modes: interpreted baseline native leaving collecting
;; error: :index head: index 0 is out of range for length 0
;; at: in-body 2:37
;; at: deeper 3:36
;; at: top level 4:6
