;; Floats: rounds until escape, summed over an n by n grid of the Mandelbrot set, at most 200 a point.
(define (escape cx cy)
  (let loop ((x 0.0) (y 0.0) (k 0))
    (let ((xx (fl* x x)) (yy (fl* y y)))
      (if (or (fx= k 200) (fl> (fl+ xx yy) 4.0))
          k
          (loop (fl+ (fl- xx yy) cx) (fl+ (fl* 2.0 (fl* x y)) cy) (fx+ k 1))))))

(define (run n)
  (let ((size (fixnum->flonum n)))
    (do ((j 0 (+ j 1))
         (sum 0 (do ((i 0 (+ i 1))
                     (sum sum (+ sum (escape (fl- (fl/ (fl* 3.0 (fixnum->flonum i)) size) 2.0)
                                             (fl- (fl/ (fl* 2.0 (fixnum->flonum j)) size) 1.0)))))
                    ((= i n) sum))))
        ((= j n) sum))))
