; Floats in a hot loop: mandelbrot's inner iteration.
(define (escape cr ci limit)
  (let loop ((zr 0.0) (zi 0.0) (n 0))
    (let ((zr2 (* zr zr)) (zi2 (* zi zi)))
      (if (or (= n limit) (> (+ zr2 zi2) 4.0))
          n
          (loop (+ (- zr2 zi2) cr) (+ (* 2.0 (* zr zi)) ci) (+ n 1))))))
(define (row y)
  (let loop ((x 0) (sum 0))
    (if (= x 40) sum (loop (+ x 1) (+ sum (escape (- (/ x 20.0) 1.5) (- (/ y 10.0) 1.0) 60))))))
(io:print (map row (range 20)))
(define (integrate n)
  (let loop ((i 0) (sum 0.0))
    (if (= i n) (/ sum n) (loop (+ i 1) (+ sum (sqrt (/ i (float n))))))))
(io:print (integrate 20000))

;; expect: [221, 225, 418, 464, 929, 1220, 1324, 1494, 1869, 1983, 2193, 1983, 1869, 1494, 1324, 1220, 929, 464, 418, 225]
;; expect: 0.666641593271952
