(defrecord Body position speed)
(define bodies (map (lambda (n) (Body (float n) (* 0.5 n))) (range 20)))
(define (step body dt)
  (set-Body-position! body (+ (Body-position body) (* dt (Body-speed body))))
  body)
(define (run n)
  (dotimes (i n) (for-each (lambda (body) (step body 0.25)) bodies)))
(run 2000)
(io:print (map Body-position bodies))

; young values in old records survive collections
(defrecord Node next value)
(define head (Node nil 0))
(define (grow n)
  (dotimes (i n) (set-Node-next! head (Node (if (= (mod i 50) 0) nil (Node-next head)) i))))
(grow 20000)
(define (total node sum) (if (nil? node) sum (total (Node-next node) (+ sum (Node-value node)))))
(io:print (total head 0))

(defrecord Other position speed)
(io:print (Body? (Other 1 2)) (Other? (Other 1 2)))
(step (Other 1 2) 0.5)

;; expect: [0.0, 251.0, 502.0, 753.0, 1004.0, 1255.0, 1506.0, 1757.0, 2008.0, 2259.0, 2510.0, 2761.0, 3012.0, 3263.0, 3514.0, 3765.0, 4016.0, 4267.0, 4518.0, 4769.0]
;; expect: 998725
;; expect: false true
;; error: :type Body-position: argument 1: expected Body, got Other (Other 1 2)
;; at: step 4:31
