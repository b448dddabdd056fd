;; Allocation: complete binary trees of depth n, made and counted eight times over.
(define-record-type node (fields left right))

(define (make depth)
  (if (= depth 0)
      (make-node #f #f)
      (make-node (make (- depth 1)) (make (- depth 1)))))

(define (count node)
  (if (node-left node)
      (+ (+ (count (node-left node)) (count (node-right node))) 1)
      1))

(define (run n)
  (let loop ((i 0) (sum 0))
    (if (= i 8)
        sum
        (loop (+ i 1) (+ sum (count (make n)))))))
