; State passed through functions.
(define (run-state init f)
  ((handle (let ((r (f))) (lambda (s) [r s]))
     (st:get (k) (lambda (s) ((k s) s)))
     (st:put (v k) (lambda (s) ((k nil) v))))
   init))
(io:print (run-state 10 (lambda () (st:put (+ 1 (st:get))) (st:put (* 2 (st:get))) (st:get))))
(io:print (run-state 0 (lambda () (dotimes (i 500) (st:put (+ i (st:get)))) :done)))

;; modes: interpreted baseline native leaving collecting
;; expect: [22, 22]
;; expect: [:done, 124750]
