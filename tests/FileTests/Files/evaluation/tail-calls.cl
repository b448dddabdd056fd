; A loop of tail calls runs in constant space, through every form that has a tail position.
(define (count-down n) (if (= n 0) "done" (count-down (- n 1))))
(io:print (count-down 3000000))
(define (ping n) (cond ((= n 0) "ping") (else (pong (- n 1)))))
(define (pong n) (when #t (begin (let ((m (- n 1))) (if (< m 0) "pong" (ping m))))))
(io:print (ping 1000001))
(define (through-and n) (or (= n 0) (and #t (through-and (- n 1)))))
(io:print (through-and 1000000))
(define (apply-to f n) (f n))
(define (indirect n) (if (= n 0) "indirect" (apply-to (lambda (m) (indirect m)) (- n 1))))
(io:print (indirect 300000))
(define (more a b c d e f g h) (if (= a 0) [b c d e f g h] (fewer (- a 1) h)))
(define (fewer a b) (more a b 2 3 4 5 6 7))
(io:print (more 500000 1 2 3 4 5 6 7))
(define (rest-loop n . xs) (if (= n 0) xs (rest-loop (- n 1) n)))
(io:print (rest-loop 100000))

;; stack: 1m
;; expect: done
;; expect: pong
;; expect: true
;; expect: indirect
;; expect: [7, 2, 3, 4, 5, 6, 7]
;; expect: [1]
