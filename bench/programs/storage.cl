; Records and vectors: a tree of vectors, four at each node and n levels deep, leaves of random length; how many vectors there are.
(defrecord Random seed)
(defrecord Count value)

(define (next! random)
  (set-Random-seed! random (mod (* (Random-seed random) 16807) 2147483647))
  (Random-seed random))

(define (build! depth random count)
  (set-Count-value! count (+ (Count-value count) 1))
  (if (= depth 1)
      (make-vector (+ 1 (mod (next! random) 10)) 0)
      (let ((v (make-vector 4 nil)))
        (dotimes (i 4) (vector-set! v i (build! (- depth 1) random count)))
        v)))

(define (run n)
  (let ((random (Random 42)) (count (Count 0)))
    (let ((tree (build! n random count)))
      (+ (* 100 (Count-value count)) (vector-length tree)))))
