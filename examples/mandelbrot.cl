; The Mandelbrot set, printed as text.
;
;   mandelbrot.cl [columns rows limit]
;
; Every character stands for one point c of the complex plane; its shade says how many rounds of z := z*z + c it took
; for z to leave the circle of radius 2. `escape` is where the time goes: floats, one comparison, one tail call.

(define args (io:args))
(define columns (if (empty? args) 78 (string->int (nth args 0))))
(define rows (if (empty? args) 32 (string->int (nth args 1))))
(define limit (if (empty? args) 200000 (string->int (nth args 2))))

(define shades " .:-=+*#%@")

; Rounds until the point (cx, cy) escapes; `limit` if it never does.
(define (escape cx cy)
  (let loop ((x 0.0) (y 0.0) (n 0))
    (let ((xx (* x x)) (yy (* y y)))
      (if (or (= n limit) (> (+ xx yy) 4.0))
          n
          (loop (+ (- xx yy) cx) (+ (* 2.0 (* x y)) cy) (+ n 1))))))

(define (shade n)
  (if (= n limit)
      " "
      (char-at shades (min 9 (+ 1 (quotient (* n 3) 8))))))

(define (row j)
  (let ((cy (- (/ (* 2.4 (+ j 0.5)) rows) 1.2)))
    (let loop ((i 0) (line []))
      (if (= i columns)
          (string-join (reverse line) "")
          (loop (+ i 1)
                (cons (shade (escape (- (/ (* 3.2 (+ i 0.5)) columns) 2.2) cy)) line))))))

(dotimes (j rows)
  (io:print (row j)))
