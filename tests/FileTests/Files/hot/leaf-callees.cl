; Short functions without effects, which take the place of their calls: numbers of all kinds, several ways out, and what they fail with.
(define (scale x k) (+ (* x k) 1))
(define (inverse i j) (/ 1.0 (+ (* i i) j)))
(define (clamp x) (if (< x 10) 10 (if (> x 1000) 1000 x)))
(define (sign x) (cond ((< x 0) -1.0) ((= x 0) 0) (else 1)))
(define (mean v i) (/ (+ (vector-ref v i) (vector-ref v (+ i 1))) 2))
(define (both? x y) (and (> x 3) (< y 3)))
(define (rotate x n) (bit-and (bit-or (ushr x n) (shl x (- 32 n))) 0xffffffff))
(define (sum-of f n) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (f i))))))
(define (scales n k) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (scale i k))))))
(define (inverses n) (let loop ((i 0) (sum 0.0)) (if (= i n) sum (loop (+ i 1) (+ sum (inverse i 1))))))
(define (clamps n) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (clamp i))))))
(define (signs n) (let loop ((i -5) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (sign i))))))
(define (means v n) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (mean v i))))))
(define (boths n) (let loop ((i 0) (count 0)) (if (= i n) count (loop (+ i 1) (if (both? i (mod i 7)) (+ count 1) count)))))
(define (rotates n) (let loop ((i 0) (x 1)) (if (= i n) x (loop (+ i 1) (bit-xor (rotate x 7) i)))))
(define (ones n k) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (- (scale i k) (* i k)))))))
(io:print (scales 4000 3) (scales 10 0.5) (ones 3000 1) (ones 15 600000000000000000) (scales 3000 2))
(io:print (inverses 3000))
(io:print (clamps 3000) (signs 2000))
(define some (list->vector (range 3001)))
(io:print (means some 3000) (boths 3000) (rotates 3000))
(io:print (sum-of (lambda (i) (scale i (if (< i 2500) i 0.25))) 3000))
(define (fails v n) (try (means v n) (catch e (Error-kind e))))
(dotimes (k 20) (fails some 3001))
(io:print (fails some 3001) (fails "no vector" 3) (fails some 100))
(define (late n) (let loop ((i 0)) (if (= i n) (later i) (loop (+ i (if (> i n) (later i) 1))))))
(define (later x) (- 0 x))
(io:print (late 3000))
(means some 3002)

;; expect: 23998000 32.5 3000 15 9000000
;; expect: 2.076340658585872
;; expect: 2499555 1994.0
;; expect: 4498500 1284 2466695854
;; expect: 5205555437.5
;; expect: :index :type 4950
;; expect: -3000
;; error: :index vector-ref: index 3001 is out of range for length 3001
;; at: mean 6:43
;; at: loop 14:84
