; Records in hot code: fields read and written, records made, tests, other records and no records at all.
(defrecord Point x y)
(defrecord Node value next)
(define (make-chain n) (let loop ((i 0) (chain nil)) (if (= i n) chain (loop (+ i 1) (Node i chain)))))
(define (total chain) (let loop ((c chain) (sum 0)) (if (nil? c) sum (loop (Node-next c) (+ sum (Node-value c))))))
(io:print (total (make-chain 5000)))
(define p (Point 1 2.5))
(define (move! p n) (dotimes (i n) (set-Point-x! p (+ (Point-x p) 1)) (set-Point-y! p (* (Point-y p) 1.0))) p)
(io:print (move! p 5000))
; What is written into an old record keeps new objects alive.
(define (churn p n) (dotimes (i n) (set-Point-y! p (list i (Point i i)))) (head (tail (Point-y p))))
(io:print (churn p 20000))
(define (count-points l) (fold (lambda (n x) (if (Point? x) (+ n 1) n)) 0 l))
(define mixed (list (Point 1 2) 3 nil "s" (Node 1 2) (Point 3 4) [1 2]))
(dotimes (i 2000) (count-points mixed))
(io:print (count-points mixed))
(define (x-of p) (Point-x p))
(define (sum-x n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (x-of p))))))
(io:print (sum-x 5000))
(set-Point-x! p 4611686018427387900)
(define (grow! p) (set-Point-x! p (+ (Point-x p) 3)) (Point-x p))
(io:print (grow! p) (grow! p))
(define (none) (Node nil nil))
(io:print (none) (Point? (none)) (Node? (none)))
(x-of (Node 1 2))

;; expect: 12497500
;; expect: (Point 5001 2.5)
;; expect: (Point 19999 19999)
;; expect: 2
;; expect: 25005000
;; expect: 4611686018427387903 4611686018427387906
;; expect: (Node nil nil) false true
;; error: :type Point-x: argument 1: expected Point, got Node (Node 1 2)
;; at: x-of 17:18
