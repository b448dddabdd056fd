; Mutable, fixed length, constant time.
(define v (vector 1 2 3))
(io:print v (vector-length v) (vector-ref v 0) (vector-ref v 2))
(io:print (vector-set! v 1 "two") v)
(define w v)
(vector-set! w 0 [1])
(io:print v (= v w) (= (vector 1) (vector 1)) (same? v w))
(io:print (make-vector 3 0) (make-vector 0 1) (vector) (vector? v) (vector? [1]))
(define m (make-vector 2 nil))
(dotimes (i 2) (vector-set! m i (make-vector 2 i)))
(io:print m (vector-ref (vector-ref m 1) 0))
(io:print (vector->list v) (list->vector [1 2]) (length v) (nth v 1))
(vector-set! v 2 v)
(io:print v)

;; modes: interpreted baseline native leaving collecting
;; expect: #[1, 2, 3] 3 1 3
;; expect: nil #[1, "two", 3]
;; expect: #[[1], "two", 3] true false true
;; expect: #[0, 0, 0] #[] #[] true false
;; expect: #[#[0, 0], #[1, 1]] 1
;; expect: [[1], "two", 3] #[1, 2] 3 two
;; expect: #[[1], "two", ...]
