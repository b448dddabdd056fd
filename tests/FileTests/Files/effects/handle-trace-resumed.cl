; Frames of the resumed computation stand above those of the clause that called k.
(define (inner) (+ 1 (vector-ref (vector) (a:b 5))))
(define (outer) (+ 1 (handle (+ 1 (inner)) (a:b (x k) (+ 1 (k x))))))
(+ 1 (outer))

;; modes: interpreted baseline native leaving collecting
;; error: :index vector-ref: index 5 is out of range for length 0
;; at: inner 2:22
;; at: outer 3:35
;; at: a:b 3:60
;; at: outer 3:22
;; at: top level 4:6
