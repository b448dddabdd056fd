; An overflow after the loop has run long enough to be compiled; the loop's frames are in the trace.
(define (grow x n)
  (if (= n 0)
      x
      (grow (* x 3) (- n 1))))
(define (many n) (let loop ((i 0)) (when (< i n) (grow 1 30) (loop (+ i 1)))))
(many 500)
(io:print (grow 1 39))
(io:print (grow 1 40))

;; expect: 4052555153018976267
;; error: :overflow *: result does not fit in 64 bits
;; at: grow 5:13
;; at: top level 9:11
