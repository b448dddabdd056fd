(define x 5)
(define (call f) (+ 1 (f 1)))
(io:print (call (lambda (a) a)))
(call x)

;; expect: 2
;; error: :type call: expected a function, got Int 5
;; at: call 2:23
