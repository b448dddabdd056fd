; Small functions in hot loops: their results, their errors with the frames of both, types that change, a name that is not bound yet.
(define (square x) (* x x))
(define (smaller a b) (if (< a b) a b))
(define (at v i) (vector-ref v i))
(define (half x) (/ x 2))
(define (second-of l) (head (tail l)))
(define (sign x) (if (< x 0) -1 (if (= x 0) 0 1)))
(define (scaled x) (* 0.5 (+ x 1)))

(define (squares n) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (square i))))))
(io:print (squares 3000) (squares 10))
(define (smallest v) (let loop ((i 0) (least 1000000)) (if (= i (vector-length v)) least (loop (+ i 1) (smaller least (at v i))))))
(define numbers (make-vector 2000 7))
(vector-set! numbers 1234 -5)
(io:print (smallest numbers))
(define (signs n) (let loop ((i (- n)) (sum 0)) (if (> i n) sum (loop (+ i 1) (+ (* 3 sum) (* i (sign i)) (- (* 3 sum)))))))
(io:print (signs 1000))
(define (scale n) (let loop ((i 0) (sum 0.0)) (if (= i n) sum (loop (+ i 1) (+ sum (scaled i))))))
(io:print (scale 2000))
(define (tail-call x) (square x))
(define (through n) (let loop ((i 0) (x 0)) (if (= i n) x (loop (+ i 1) (tail-call i)))))
(io:print (through 2000))

; Ints too large, then Floats, then what is no number at all, come out of loops that have only seen small Ints.
(define (mixed-at f n x) (let loop ((i 0) (last nil)) (if (= i n) last (loop (+ i 1) (f (if (= i (- n 1)) x i))))))
(define (squared n x) (let loop ((i 0) (last nil)) (if (= i n) last (loop (+ i 1) (square (if (= i (- n 1)) x i))))))
(io:print (squared 2000 3037000499) (squared 2000 1.5) (squared 2000 4))
(define (kind thunk) (try (thunk) (catch e (Error-kind e))))
(io:print (kind (lambda () (squared 2000 3037000500))) (kind (lambda () (squared 2000 "a"))) (squared 50 5))
(io:print (mixed-at half 2000 7) (mixed-at half 2000 7.0) (kind (lambda () (mixed-at half 2000 :x))))
(define (seconds n l) (let loop ((i 0) (last nil)) (if (= i n) last (loop (+ i 1) (second-of (if (= i (- n 1)) l [1 2]))))))
(io:print (seconds 2000 [3 4 5]) (kind (lambda () (seconds 2000 [3]))) (seconds 40 [6 7]))

; Not bound yet, though another run of the loop has seen it.
(define (early n) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (late i))))))
(io:print (kind (lambda () (early 10))))
(define (late x) (+ x 1))
(io:print (early 2000))

; Fields of records, of another record, of no record.
(defrecord Point x y)
(defrecord Size x y)
(define (area p) (* (Point-x p) (Point-y p)))
(define factor 2)
(define (twice-x p) (* factor (Point-x p)))
(define (areas n p) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (area (if (= i 1999) p (Point i 2))))))))
(define (twice n p) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (twice-x p))))))
(io:print (areas 2000 (Point 1.5 2)) (kind (lambda () (areas 2000 (Size 1 2)))) (kind (lambda () (areas 2000 7))) (areas 40 nil))
(io:print (twice 2000 (Point 3 4)))
(set! factor 10)
(io:print (twice 2000 (Point 3 4)))

(define (sum-of v n) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (at v i))))))
(io:print (sum-of numbers 2000))
(sum-of numbers 2001)

;; expect: 8995500500 285
;; expect: -5
;; expect: 1000
;; expect: 1000500.0
;; expect: 3996001
;; expect: 9223372030926249001 2.25 16
;; expect: :overflow :type 25
;; expect: 3 3.5 :type
;; expect: 4 :index 7
;; expect: :unbound
;; expect: 2001000
;; expect: 3994005.0 :type :type 1560
;; expect: 12000
;; expect: 60000
;; expect: 13988
;; error: :index vector-ref: index 2000 is out of range for length 2000
;; at: at 4:18
;; at: loop 53:85
