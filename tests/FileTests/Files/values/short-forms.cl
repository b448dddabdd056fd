; Instructions that have a short way for the commonest operands, at the edges where it ends.
(define big 4611686018427387904)
(define (caught f) (try (f) (catch e (Error-kind e))))

(define (shifts x n) (vector (shl x n) (shr x n) (ushr x n)))
(io:print (shifts 1 0) (shifts 1 61) (shifts 1 62) (shifts 1 63))
(io:print (shifts -1 0) (shifts -1 1) (shifts -1 63) (shifts -8 2))
(io:print (shifts big 1) (shifts (- big) 3) (shifts 12345678901 30))
(io:print (caught (lambda () (shl 1 64))) (caught (lambda () (ushr 1 -1))) (caught (lambda () (shr 1.0 1))) (caught (lambda () (ushr 1 "2"))))
(define (by-eight x) (vector (ushr x 8) (shl x 8) (bit-and x 255) (bit-and x 0xffffffff) (* x 7)))
(io:print (by-eight 1000) (by-eight -1000) (caught (lambda () (by-eight big))) (by-eight 9223372036854775))
(io:print (caught (lambda () (by-eight 1.5))) (caught (lambda () (by-eight nil))) (caught (lambda () (by-eight 9223372036854775807))))

(define (wrapped a b) (vector (+% a b) (-% a b) (*% a b)))
(io:print (wrapped 3 4) (wrapped big big) (wrapped (- big) big) (wrapped 9223372036854775807 1) (wrapped -9223372036854775808 1))
(io:print (wrapped 3037000500 3037000500) (wrapped 4294967296 4294967296) (wrapped -3037000500 3037000500))
(io:print (caught (lambda () (+% 1 1.0))) (caught (lambda () (*% "1" 1))))

(define (bits a b) (vector (bit-and a b) (bit-or a b) (bit-xor a b) (bit-not a) (= a b) (!= a b)))
(io:print (bits 12 10) (bits -1 5) (bits big 1) (bits big big) (bits 0 -9223372036854775808))
(io:print (caught (lambda () (bits 1 2.0))) (caught (lambda () (bit-not 1.0))))
(io:print (!= 1 1.0) (!= 1.0 1) (!= "a" "a") (!= nil false) (!= 2 2) (!= 2 3))
(io:print (sqrt 2.25) (sqrt 16) (sqrt 0.0) (sqrt 1e300) (sqrt 1e-300) (int (* 1e6 (sqrt 2.0))))
(io:print (caught (lambda () (sqrt "4"))))

(define fs (float-vector 1.5 -2.5 1e300 5e-324))
(define (float-at i) (float-vector-ref fs i))
(io:print (float-at 0) (float-at 1) (float-at 2) (float-at 3) (caught (lambda () (float-at 4))) (caught (lambda () (float-at -1))) (caught (lambda () (float-at 1.0))))
(float-vector-set! fs 0 0.25)
(float-vector-set! fs 1 1e-310)
(float-vector-set! fs 2 7)
(io:print fs (caught (lambda () (float-vector-set! fs 4 1.0))) (caught (lambda () (float-vector-set! fs 0 "x"))) (caught (lambda () (float-vector-ref (vector 1.0) 0))))
(define bytes (make-byte-vector 3 9))
(byte-vector-set! bytes 0 255)
(io:print bytes (byte-vector-ref bytes 0) (caught (lambda () (byte-vector-set! bytes 1 256))) (caught (lambda () (byte-vector-set! bytes 1 -1)))
  (caught (lambda () (byte-vector-set! bytes 3 0))) (caught (lambda () (byte-vector-set! bytes 0 1.0))) (caught (lambda () (byte-vector-ref bytes 3))))

(defrecord Point x y)
(defrecord Other x y)
(define p (Point 1 2))
(define (move! r x) (set-Point-x! r x))
(io:print (move! p 5) (Point-x p) (move! p "text") (Point-x p) (move! p (list 1 2)) (Point-x p) (caught (lambda () (move! (Other 1 2) 3))) (caught (lambda () (move! 1 3))))
(define old (make-vector 4 0))
(dotimes (i 2000) (vector-set! old (mod i 4) (list i)) (move! p (cons i (Point-x p))) (when (= (mod i 100) 0) (move! p (list))))
(io:print old (length (Point-x p)))

(io:print (cons 1 (list)) (cons 1 (cons 2 (list 3))) (caught (lambda () (cons 1 2))) (caught (lambda () (cons 1 nil))))

; Tail calls between functions with more and fewer arguments and variables.
(define (one a) (if (> a 100000) (list 'one a) (four a 1 2 3)))
(define (four a b c d) (let ((e (+ a b)) (f (+ c d)) (g (- d c))) (if (> e 100000) (list 'four a b c d e f g) (two f e))))
(define (two a b) (six b a (- a 1) (- a 2) (- a 3) (+ b a)))
(define (six a b c d e f) (if (= f 0) (list 'six a b c d e f) (three d c f)))
(define (three a b c) (one (+ c (- b a))))
(io:print (one 1) (one 77) (two 3 -3))
(io:print (caught (lambda () (one "x"))))

;; modes: interpreted baseline native leaving collecting
;; expect: #[1, 1, 1] #[2305843009213693952, 0, 0] #[4611686018427387904, 0, 0] #[-9223372036854775808, 0, 0]
;; expect: #[-1, -1, -1] #[-2, -1, 9223372036854775807] #[-9223372036854775808, -1, 1] #[-32, -2, 4611686018427387902]
;; expect: #[-9223372036854775808, 2305843009213693952, 2305843009213693952] #[0, -576460752303423488, 1729382256910270464] #[-5190672292031496192, 11, 11]
;; expect: :range :range :type :type
;; expect: #[3, 256000, 232, 1000, 7000] #[72057594037927932, -256000, 24, 4294966296, -7000] :overflow #[36028797018963, 2361183241434822400, 247, 2783138807, 64563604257983425]
;; expect: :type :type :overflow
;; expect: #[7, -1, 12] #[-9223372036854775808, 0, 0] #[0, -9223372036854775808, 0] #[-9223372036854775808, 9223372036854775806, 9223372036854775807] #[-9223372036854775807, 9223372036854775807, -9223372036854775808]
;; expect: #[6074001000, 0, -9223372036709301616] #[8589934592, 0, 0] #[0, -6074001000, 9223372036709301616]
;; expect: :type :type
;; expect: #[8, 14, 6, -13, false, true] #[5, -1, -6, 0, false, true] #[0, 4611686018427387905, 4611686018427387905, -4611686018427387905, false, true] #[4611686018427387904, 4611686018427387904, 0, -4611686018427387905, true, false] #[0, -9223372036854775808, -9223372036854775808, -1, false, true]
;; expect: :type :type
;; expect: false false false true false true
;; expect: 1.5 4.0 0.0 1e+150 1e-150 1414213
;; expect: :type
;; expect: 1.5 -2.5 1e+300 5e-324 :index :index :type
;; expect: #f[0.25, 1e-310, 7.0, 5e-324] :index :type :type
;; expect: #b[255, 9, 9] 255 :range :range :index :type :index
;; expect: nil 5 nil text nil [1, 2] :type :type
;; expect: #[[1996], [1997], [1998], [1999]] 99
;; expect: [1] [1, 2, 3] :type :type
;; expect: [one, 100003] [one, 100002] [six, -3, 3, 2, 1, 0, 0]
;; expect: :type
