; A local name hides an imported one.
(import "lib/counter" (add))
(define (f add) (set! add (+ add 1)) add)
(io:print (f 1) (let ((add -)) (add 3 1)) (add 3 1))

;; expect: counter runs
;; expect: 2 2 4
