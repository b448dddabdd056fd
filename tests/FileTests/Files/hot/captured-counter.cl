; Assigned captured variables in hot code.
(define (make-counter) (let ((n 0)) (lambda (by) (set! n (+ n by)) n)))
(define c (make-counter))
(define d (make-counter))
(dotimes (i 5000) (c 1) (d i))
(io:print (c 0) (d 0))
(define (count-evens l)
  (let ((n 0))
    (for-each (lambda (x) (when (= 0 (mod x 2)) (set! n (+ n 1)))) l)
    n))
(io:print (count-evens (range 5001)))
(define (accumulate n) (let ((sum 0)) (dotimes (i n) (let ((add! (lambda (k) (set! sum (+ sum k))))) (add! i) (add! 1))) sum))
(io:print (accumulate 3000))

;; expect: 5000 12497500
;; expect: 2501
;; expect: 4501500
