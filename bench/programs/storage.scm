;; Records and vectors: a tree of vectors, four at each node and n levels deep, leaves of random length; how many vectors there are.
(define-record-type generator (fields (mutable seed)))
(define-record-type counter (fields (mutable value)))

(define (next! random)
  (generator-seed-set! random (modulo (* (generator-seed random) 16807) 2147483647))
  (generator-seed random))

(define (build! depth random count)
  (counter-value-set! count (+ (counter-value count) 1))
  (if (= depth 1)
      (make-vector (+ 1 (modulo (next! random) 10)) 0)
      (let ((v (make-vector 4 #f)))
        (do ((i 0 (+ i 1))) ((= i 4) v)
          (vector-set! v i (build! (- depth 1) random count))))))

(define (run n)
  (let* ((random (make-generator 42)) (count (make-counter 0)) (tree (build! n random count)))
    (+ (* 100 (counter-value count)) (vector-length tree))))
