; The trace has a line for every frame that waits, none for tail calls.
(define (inner x) (+ 1 (head x)))
(define (middle x) (+ 1 (inner x)))
(define (tail-caller x)
  (middle x))
(define (outer x)
  (let ((r (tail-caller x)))
    (+ r 1)))
(io:print (outer [1]))
(outer 5)

;; modes: interpreted baseline native leaving collecting
;; expect: 4
;; error: :type head: argument 1: expected List, got Int 5
;; at: inner 2:24
;; at: middle 3:25
;; at: outer 7:12
