; Vectors of floats and of bytes in hot code, and what they do not take.
(define f (make-float-vector 100 0.5))
(define (fill! v n) (dotimes (i n) (float-vector-set! v (mod i 100) (* i 1.5))) (float-vector-ref v 99))
(io:print (fill! f 5000))
(define (ints! v n) (dotimes (i n) (float-vector-set! v (mod i (float-vector-length v)) i)) (float-vector-ref v 1))
(io:print (ints! f 5000))
(define (store v x) (float-vector-set! v 3 x) (float-vector-ref v 3))
(dotimes (i 3000) (store f 1.0) (store f i))
(io:print (store f -0.0) (store f 1e300) (store f 9223372036854775807) (store f 4611686018427387903))
(define b (make-byte-vector 50 7))
(define (bytes! v n) (dotimes (i n) (byte-vector-set! v (mod i (byte-vector-length v)) (bit-and i 255)))
  (let loop ((i 0) (s 0)) (if (= i (byte-vector-length v)) s (loop (+ i 1) (+ s (byte-vector-ref v i))))))
(io:print (bytes! b 5000) (byte-vector-ref b 49))
(define (ends v) (+ (byte-vector-ref v 0) (byte-vector-ref v 1)))
(dotimes (i 3000) (ends b))
(io:print (ends (byte-vector 255 255)))
(define (put v x) (byte-vector-set! v 2 x) (byte-vector-ref v 2))
(dotimes (i 3000) (put b 0) (put b 255))
(io:print (put b 255) (put b 0) (put b 128))
(define (divide x) (list (quotient x 8) (rem x 8) (mod x 8) (quotient x 1) (rem x 1) (quotient x -1) (rem x -8) (mod x -8) (quotient x 7) (mod x 7)))
(dotimes (i 3000) (divide i))
(for-each (lambda (x) (io:print (divide x))) '(0 1 -1 7 8 -7 -8 -9 4611686018427387903 -4611686018427387904 -4611686018427387903))
(put b 256)

;; expect: 7498.5
;; expect: 4901.0
;; expect: -0.0 1e+300 9223372036854776000.0 4611686018427388000.0
;; expect: 5525 135
;; expect: 510
;; expect: 255 0 128
;; expect: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
;; expect: [0, 1, 1, 1, 0, -1, 1, -7, 0, 1]
;; expect: [0, -1, 7, -1, 0, 1, -1, -1, 0, 6]
;; expect: [0, 7, 7, 7, 0, -7, 7, -1, 1, 0]
;; expect: [1, 0, 0, 8, 0, -8, 0, 0, 1, 1]
;; expect: [0, -7, 1, -7, 0, 7, -7, -7, -1, 0]
;; expect: [-1, 0, 0, -8, 0, 8, 0, 0, -1, 6]
;; expect: [-1, -1, 7, -9, 0, 9, -1, -1, -1, 5]
;; expect: [576460752303423487, 7, 7, 4611686018427387903, 0, -4611686018427387903, 7, -1, 658812288346769700, 3]
;; expect: [-576460752303423488, 0, 0, -4611686018427387904, 0, 4611686018427387904, 0, 0, -658812288346769700, 3]
;; expect: [-576460752303423487, -7, 1, -4611686018427387903, 0, 4611686018427387903, -7, -7, -658812288346769700, 4]
;; error: :range byte-vector-set!: 256 is not in 0..255
;; at: put 17:19
