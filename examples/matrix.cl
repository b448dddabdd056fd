; Matrix multiplication on float vectors, row by row, and powers of a matrix by squaring.
;
;   matrix.cl [n]

(define n (if (empty? (io:args)) 60 (string->int (first (io:args)))))

; An n by n matrix whose element (i, j) is (f i j); one float vector, rows one after another.
(define (make-matrix n f)
  (let ((m (make-float-vector (* n n) 0.0)))
    (dotimes (i n)
      (dotimes (j n)
        (float-vector-set! m (+ (* i n) j) (f i j))))
    m))

(define (multiply n a b)
  (let ((c (make-float-vector (* n n) 0.0)))
    (dotimes (i n)
      (dotimes (k n)
        (let ((x (float-vector-ref a (+ (* i n) k))) (from (* k n)) (to (* i n)))
          (let loop ((j 0))
            (when (< j n)
              (float-vector-set! c (+ to j)
                                 (+ (float-vector-ref c (+ to j)) (* x (float-vector-ref b (+ from j)))))
              (loop (+ j 1)))))))
    c))

(define (identity-matrix n)
  (make-matrix n (lambda (i j) (if (= i j) 1.0 0.0))))

(define (matrix-power n m exponent)
  (let loop ((m m) (exponent exponent) (result (identity-matrix n)))
    (if (= exponent 0)
        result
        (loop (multiply n m m)
              (quotient exponent 2)
              (if (odd? exponent) (multiply n result m) result)))))

(define (trace n m)
  (let loop ((i 0) (sum 0.0))
    (if (= i n)
        sum
        (loop (+ i 1) (+ sum (float-vector-ref m (+ (* i n) i)))))))

(define (print-matrix n m)
  (dotimes (i n)
    (io:print (map (lambda (j) (float-vector-ref m (+ (* i n) j))) (range n)))))

(define (same-matrix? a b)
  (all? identity (map = (float-vector->list a) (float-vector->list b))))

; Small, to look at: the powers of this matrix hold Fibonacci numbers.
(print-matrix 2 (matrix-power 2 (float-vector 1 1 1 0) 30))

; Large, to work at.
(define a (make-matrix n (lambda (i j) (float (- (mod (+ (* 3 i) j) 7) 3)))))
(define b (make-matrix n (lambda (i j) (float (- (mod (+ i (* 5 j)) 11) 5)))))
(define ab (multiply n a b))
(io:print "trace of a*b:" (trace n ab))
(io:print "trace of b*a:" (trace n (multiply n b a)))
(io:print "a*1 is a:" (same-matrix? a (multiply n a (identity-matrix n))))
(io:print "(a*b)*a is a*(b*a):" (same-matrix? (multiply n ab a) (multiply n a (multiply n b a))))
