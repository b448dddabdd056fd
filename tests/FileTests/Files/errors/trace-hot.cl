; The same trace when every frame in it is compiled.
(define (leaf x) (+ 0 (vector-ref x 1)))
(define (branch x n)
  (if (= n 0)
      (+ 0 (leaf x))
      (+ 0 (branch x (- n 1)))))
(define good (vector 1 2))
(dotimes (i 2000) (branch good 2))
(io:print (branch good 2))
(branch (vector 1) 2)

;; expect: 2
;; error: :index vector-ref: index 1 is out of range for length 1
;; at: leaf 2:23
;; at: branch 5:12
;; at: branch 6:12
;; at: branch 6:12
