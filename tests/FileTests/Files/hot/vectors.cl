; Vectors in hot loops: a sieve and a bubble sort.
(define (sieve n)
  (let ((v (make-vector (+ n 1) true)))
    (let loop ((i 2) (count 0))
      (if (> i n)
          count
          (if (vector-ref v i)
              (begin
                (let mark ((j (* i i)))
                  (when (<= j n) (vector-set! v j false) (mark (+ j i))))
                (loop (+ i 1) (+ count 1)))
              (loop (+ i 1) count))))))
(io:print (sieve 20000))
(define (bubble v)
  (dotimes (i (vector-length v))
    (dotimes (j (- (vector-length v) i 1))
      (let ((a (vector-ref v j)) (b (vector-ref v (+ j 1))))
        (when (> a b) (vector-set! v j b) (vector-set! v (+ j 1) a)))))
  v)
(define v (make-vector 60 0))
(dotimes (i 60) (vector-set! v i (mod (* i 37) 61)))
(io:print (bubble v))
(define (fill v x) (dotimes (i (vector-length v)) (vector-set! v i (+ x i))) v)
(io:print (fill (make-vector 5 0) 0.5) (fill (make-vector 5 0) 4611686018427387900))
(define m (make-vector 3000 nil))
(dotimes (i 3000) (vector-set! m i [i (str i)]))
(io:print (vector-ref m 0) (vector-ref m 2999))

;; expect: 2262
;; expect: #[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60]
;; expect: #[0.5, 1.5, 2.5, 3.5, 4.5] #[4611686018427387900, 4611686018427387901, 4611686018427387902, 4611686018427387903, 4611686018427387904]
;; expect: [0, "0"] [2999, "2999"]
