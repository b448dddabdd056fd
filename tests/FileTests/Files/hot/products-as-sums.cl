; Products of a counter and what stays the same in its loop, which machine code may make by adding: each has to be right in each round, and where the loop is left.
(define (kind f) (try (f) (catch e (Error-kind e))))
(define (table n from) (let rows ((i 0) (sum 0)) (if (= i n) sum (rows (+ i 1) (let columns ((j from) (sum sum)) (if (>= j n) sum (columns (+ j 1) (+ sum (* i j)))))))))
(define (triangle n) (let rows ((i 0) (sum 0)) (if (= i n) sum (rows (+ i 1) (let columns ((j i) (sum sum)) (if (>= j n) sum (columns (+ j 1) (+ sum (* j i)))))))))
(define (previous n) (let rows ((i 0) (all '())) (if (= i n) all (rows (+ i 1) (let columns ((j 0) (last -1)) (if (< j n) (columns (+ j 1) (* i j)) (cons last all)))))))
(define (found n x) (let rows ((i 1)) (if (= i n) :none (let ((j (let columns ((j 0)) (if (< j n) (if (= (* i j) x) j (columns (+ j 1))) -1)))) (if (>= j 0) (list i j) (rows (+ i 1)))))))
(define (two n) (let rows ((i 0) (a 0) (b 0)) (if (= i n) (list a b) (let columns ((j 0) (x a) (y b)) (if (< j n) (columns (+ j 1) (+ x (* i j)) (- y (* n j))) (rows (+ i 1) x y))))))
(define (filled n) (let ((v (make-vector (* n n) 0))) (dotimes (i n) (dotimes (j n) (vector-set! v (+ (* n i) j) (* i j)))) (vector->list v)))
(define (grows n sum) (let rows ((i 0) (sum sum)) (if (= i n) sum (rows (+ i 1) (let columns ((j 0) (sum sum)) (if (>= j n) sum (columns (+ j 1) (+ sum (* i j)))))))))
(define (places n) (let rows ((i 0) (all "")) (if (= i n) all (rows (+ i 1) (let columns ((j 0) (all all)) (if (< j n) (columns (+ j 1) (str all ":" (* i j))) all))))))
(dotimes (i 200) (table 6 0) (table 6 3) (triangle 6) (previous 5) (found 6 12) (two 5) (filled 3) (grows 5 0) (places 3))
(io:print (table 30 0) (table 30 7) (table 3 5) (triangle 25) (previous 6) (found 20 91) (found 9 77) (two 12) (places 4))
(io:print (filled 4))
; the sum outgrows a word, and 64 bits
(io:print (grows 5 4611686018427387890) (kind (lambda () (grows 9 9223372036854775800))) (grows 4 0.5) (kind (lambda () (grows 4 "a"))) (kind (lambda () (grows "a" 1))))

;; expect: 189225 180090 0 47450 [25, 20, 15, 10, 5, 0] [7, 13] :none [4356, -9504] :0:0:0:0:0:1:2:3:0:2:4:6:0:3:6:9
;; expect: [0, 0, 0, 0, 0, 1, 2, 3, 0, 2, 4, 6, 0, 3, 6, 9]
;; expect: 4611686018427387990 :overflow 36.5 :type :type
