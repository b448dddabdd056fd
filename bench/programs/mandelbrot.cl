; Floats: rounds until escape, summed over an n by n grid of the Mandelbrot set, at most 200 a point.
(define (escape cx cy)
  (let loop ((x 0.0) (y 0.0) (k 0))
    (let ((xx (* x x)) (yy (* y y)))
      (if (or (= k 200) (> (+ xx yy) 4.0))
          k
          (loop (+ (- xx yy) cx) (+ (* 2.0 (* x y)) cy) (+ k 1))))))

(define (run n)
  (let ((sum 0))
    (dotimes (j n)
      (dotimes (i n)
        (set! sum (+ sum (escape (- (/ (* 3.0 i) n) 2.0) (- (/ (* 2.0 j) n) 1.0))))))
    sum))
