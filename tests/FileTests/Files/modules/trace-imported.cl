; Each line of a trace names the file of its function.
(import "lib/fails" (outer))
(define (start) (str (outer 3)))
(io:print (start))

;; error: :divide-by-zero /: Int division by zero
;; at: divide lib/fails.cl:2:22
;; at: outer lib/fails.cl:4:8
;; at: start 3:22
;; at: top level 4:11
