; Lazy lists from closures.
(define (take-stream n s) (if (= n 0) [] (cons (first s) (take-stream (- n 1) ((nth s 1))))))
(define (from n) [n (lambda () (from (+ n 1)))])
(define (sieve s) (let ((p (first s))) [p (lambda () (sieve (without p ((nth s 1)))))]))
(define (without p s) (if (= 0 (mod (first s) p)) (without p ((nth s 1))) [(first s) (lambda () (without p ((nth s 1))))]))
(io:print (take-stream 12 (sieve (from 2))))

;; modes: interpreted baseline native leaving collecting
;; expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
