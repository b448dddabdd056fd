; The lines of the element stand above those of the call.
(define (boom x)
  (+ 1 (head x)))
(define (calls f l)
  (list 1 (parallel:map f l)))
(define (outer)
  (list (calls (lambda (x) (list (calls boom [x]))) [[1] [2] []])))
(io:print (outer))

;; modes: interpreted baseline native leaving collecting
;; error: :index head: index 0 is out of range for length 0
;; at: boom 3:8
;; at: calls 5:11
;; at: lambda 7:34
;; at: calls 5:11
;; at: outer 7:9
;; at: top level 8:11
