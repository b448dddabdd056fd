; Allocation: complete binary trees of depth n, made and counted eight times over.
(defrecord Node left right)

(define (make depth)
  (if (= depth 0)
      (Node nil nil)
      (Node (make (- depth 1)) (make (- depth 1)))))

(define (count node)
  (if (nil? (Node-left node))
      1
      (+ (+ (count (Node-left node)) (count (Node-right node))) 1)))

(define (run n)
  (let loop ((i 0) (sum 0))
    (if (= i 8)
        sum
        (loop (+ i 1) (+ sum (count (make n)))))))
