; Short branches inside of loops, of which machine code may compute both ways: only the way that holds may raise an error, overflow or meet another type.
(define (kind f) (try (f) (catch e (Error-kind e))))
(define (steps k) (let loop ((k k) (count 0)) (if (= k 1) count (loop (if (= (rem k 2) 0) (quotient k 2) (+ (* 3 k) 1)) (+ count 1)))))
(define (largest v) (let loop ((i 1) (best (vector-ref v 0))) (if (= i (vector-length v)) best (loop (+ i 1) (if (> (vector-ref v i) best) (vector-ref v i) best)))))
(define (extremes v) (let loop ((i 0) (low 1000) (high -1000)) (if (= i (vector-length v)) (list low high) (let ((x (vector-ref v i))) (loop (+ i 1) (if (< x low) x low) (if (< high x) x high))))))
(define (count-below v n) (let loop ((i 0) (count 0)) (if (= i (vector-length v)) count (loop (+ i 1) (if (< (vector-ref v i) n) (+ count 1) count)))))
(define (zigzag n) (let loop ((i 0) (x 0) (up #t)) (if (= i n) x (loop (+ i 1) (if (same? up #t) (+ x 3) (- x 2)) (not up)))))
(define (names v) (let loop ((i 0) (last :none)) (if (= i (vector-length v)) last (loop (+ i 1) (if (= (bit-and (vector-ref v i) 1) 0) :even last)))))
(define (clamped n) (let loop ((i 0) (x 0)) (if (= i n) x (loop (+ i 1) (if (> x 100) (- x 150) (if (< x -40) (+ x 90) (+ x 7)))))))
(define (growing n x) (let loop ((i 0) (x x)) (if (= i n) x (loop (+ i 1) (if (< i 5) (+ x 1) (* 2 x))))))
(define (mixed n x) (let loop ((i 0) (x x)) (if (= i n) x (loop (+ i 1) (if (= (rem i 3) 0) (+ x i) (- x 1))))))
(define (table-sum n) (let rows ((i 0) (sum 0)) (if (= i n) sum (rows (+ i 1) (let columns ((j 0) (sum sum)) (if (= j n) sum (columns (+ j 1) (+ sum (* i j)))))))))
(define (jumps n) (let loop ((i 0) (found 0)) (if (>= i n) found (if (= (* i i) 1764) (list i found) (loop (+ i 1) (if (> (rem i 7) 3) (+ found i) found))))))
(define (far n start step) (let loop ((i 0) (x start)) (if (= i n) x (loop (+ i 1) (+ x step)))))
(define data (vector 5 -3 12 7 7 0 -20 31 4 18 2 9))
(dotimes (i 300)
  (steps (+ 1 (rem i 30))) (largest data) (extremes data) (count-below data 7) (zigzag 20) (names data) (clamped 60) (growing 9 i) (mixed 12 i) (table-sum 6) (jumps 40) (far 5 i 1))
(io:print (steps 27) (largest data) (extremes data) (count-below data 7) (zigzag 41) (names data) (clamped 1000) (growing 12 1) (mixed 40 0) (table-sum 30) (jumps 40) (jumps 60) (far 100 0 4))
; too large for a word, and for 64 bits, on the way that holds and on the other one
(io:print (steps 4611686018427387904) (kind (lambda () (steps 4611686018427387903))) (kind (lambda () (steps 9223372036854775807))))
(io:print (growing 6 4611686018427387898) (kind (lambda () (growing 40 4611686018427387900))) (kind (lambda () (growing 5 9223372036854775804))) (growing 2 4611686018427387903))
(io:print (mixed 10 4611686018427387903) (mixed 10 -4611686018427387904) (kind (lambda () (mixed 10 9223372036854775807))) (mixed 4 0.5))
(io:print (far 9 4611686018427387900 1) (far 9 -4611686018427387900 -1) (kind (lambda () (far 9 9223372036854775800 1))) (far 3 0 2305843009213693952) (far 3 0 0.5))
; other types, late
(io:print (largest (vector 1 2.5 2)) (extremes (vector 3 -2.5 4.5)) (count-below (vector 1 2.5 9007199254740993) 3) (kind (lambda () (largest (vector 1 "a")))) (kind (lambda () (mixed 3 "a"))) (kind (lambda () (names (vector 1 2.5)))))
(io:print (table-sum 0)  (kind (lambda () (jumps "x"))))

;; expect: 111 31 [-20, 31] 6 23 :even 44 768 247 189225 324 [42, 405] 400
;; expect: 62 :overflow :overflow
;; expect: 9223372036854775806 :overflow :overflow 4611686018427387905
;; expect: 4611686018427387915 -4611686018427387892 :overflow 1.5
;; expect: 4611686018427387909 -4611686018427387909 :overflow 6917529027641081856 1.5
;; expect: 2.5 [-2.5, 4.5] 2 :type :type :type
;; expect: 0 :type
