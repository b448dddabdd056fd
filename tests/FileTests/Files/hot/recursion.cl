; A function that calls itself stands in its own frame: what it meets deep down, errors and stack traces are as if each call had its own.
(define (sum-tree t) (if (nil? t) 0 (+ (vector-ref t 0) (sum-tree (vector-ref t 1)) (sum-tree (vector-ref t 2)))))
(define (tree n x) (if (= n 0) nil (vector x (tree (- n 1) x) (tree (- n 1) (+ x 1)))))
(define (ack m n) (cond ((= m 0) (+ n 1)) ((= n 0) (ack (- m 1) 1)) (else (ack (- m 1) (ack m (- n 1))))))
(define (last-of n f) (if (= n 0) (f n) (begin (last-of (- n 1) f) (f n))))
(define (twice x) (* 2 x))
(define (then n) (if (= n 0) 1 (+ 1 (twice (then (- n 1))))))
(define (maybe n) (if (< n 2) n (if (= (maybe (- n 2)) 0) (twice n) (maybe (- n 1)))))
(define (collect n l) (if (= n 0) (list n) (append (collect (- n 1) l) (map (lambda (x) (+ x n)) l))))
(define (odd-even n acc) (if (= n 0) acc (let loop ((i 0) (s acc)) (if (< i 3) (loop (+ i 1) (+ s i)) (odd-even (- n 1) (odd-even 0 s))))))
(define (deep n) (if (= n 0) 0 (+ 1 (deep (- n 1)))))
(define (count-down n) (if (= n 0) :done (begin (count-down 0) (count-down (- n 1)))))
(define (up n x) (if (= n 0) (+ x 1) (+ 1 (up (- n 1) x))))
(define small (tree 4 1))
(dotimes (i 300)
  (sum-tree small) (ack 2 3) (last-of 3 twice) (then 4) (maybe 6) (collect 3 [1 2]) (odd-even 4 i) (deep 20) (count-down 5) (up 3 i))
(io:print (sum-tree small) (ack 2 7) (last-of 5 twice) (then 7) (maybe 9) (collect 4 [10 20]) (odd-even 5 0) (deep 100000) (count-down 100000))
; other types, late and deep down
(io:print (sum-tree (vector 1 (vector 2.5 nil (vector 3 nil nil)) (vector 9007199254740993 nil nil))))
(io:print (up 3 4611686018427387899) (up 2 9223372036854775803) (up 3 0.5))
(io:print (last-of 2 (lambda (x) (list x))) (then 60))
(define (kind f) (try (f) (catch e (Error-kind e))))
(io:print (kind (lambda () (sum-tree (vector 1 (vector "a" nil nil) nil)))) (kind (lambda () (ack 1 "x"))) (kind (lambda () (up 3 []))) (kind (lambda () (up 4 9223372036854775803)))
  (kind (lambda () (then 70))) (kind (lambda () (last-of 3 7))))
(io:print (deep 1000))
(sum-tree (vector 1 (vector 2 (vector 3 nil (vector 4)) nil) nil))

;; expect: 32 17 10 255 4 [0, 11, 21, 12, 22, 13, 23, 14, 24] 15 100000 :done
;; expect: 9007199254740998.0
;; expect: 4611686018427387903 9223372036854775806 4.5
;; expect: [2] 2305843009213693951
;; expect: :type :type :type :overflow :overflow :type
;; expect: 1000
;; error: :index vector-ref: index 1 is out of range for length 1
;; at: sum-tree 2:67
;; at: sum-tree 2:85
;; at: sum-tree 2:57
;; at: sum-tree 2:57
