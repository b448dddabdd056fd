; Shifts by constants in hot code: of small and large numbers, of negative ones, with and without a mask behind them, in front of loops and inside.
(define (rotate x n) (bit-or (ushr x n) (bit-and (shl x (- 32 n)) 0xffffffff)))
(define (high x) (bit-and (shl x 40) 0x3fffffffffffffff))
(define (low x) (bit-and (shl x 61) 0x7fff))
(define (kept x) (let ((s (shl x 33))) (list (bit-and s 0xffffffffff) (bit-and s 255) s)))
(define (left x) (shl x 20))
(define (right x) (+ (shr x 3) (ushr (bit-and x 0xffff) 5)))
(define (unsigned x) (ushr x 2))
(define (mixed x) (ushr (bit-xor (bit-and x 0xffff) (bit-or (bit-and x 7) (ushr (bit-and x 0xff00) 3))) 1))
(define (in-front x n) (let ((s (shl x 30))) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum (bit-and (bit-and s (* i 0)) 0xffffffff) (bit-and s 0xfffffffff)))))))
(define (over-indexes v x n) (let ((s (shl x 50))) (dotimes (i n) (vector-set! v i (bit-and s 0xfffffffffffff))) (vector-ref v 0)))
(define numbers
  (list 0 1 -1 2 0xffffffff 0x100000000 0x3fffffffffffffff -0x4000000000000000 0x7fffffffffffffff -9223372036854775808 123456789 -987654321 0x5555555555555555))
(define (each f) (map f numbers))
(define (checksum f n)
  (let loop ((i 0) (x 88172645463325252) (sum 0))
    (if (= i n)
        sum
        (let ((y (bit-xor x (shl x 13))) (z (bit-xor y (ushr y 7))))
          (loop (+ i 1) (bit-xor z (shl z 17)) (bit-xor (bit-xor sum (f (bit-and x 0xffffffff))) (f (bit-and y 0xffff))))))))
(define (rounds f) (dotimes (i 700) (f (bit-and (* i 2654435761) 0xffffffff))) (each f))
(define (seven x) (rotate x 7))
(define (two x) (rotate x 2))
(for-each (lambda (f) (io:print (rounds f))) (list seven two high low kept left right unsigned mixed))
(io:print (checksum seven 3000) (checksum two 3000) (checksum mixed 3000) (checksum right 3000))
(io:print (in-front 3 4000) (in-front 0x7ffffffff 4000) (map (lambda (x) (in-front x 3)) numbers))
(define v (make-vector 600 0))
(dotimes (i 50) (over-indexes v i 600))
(io:print (map (lambda (x) (over-indexes v x 600)) numbers))
(io:print (try (over-indexes v 0x7fffffffffffffff 601) (catch e (Error-kind e))))
(io:print (try (seven "x") (catch e (Error-kind e))))
; What can only be 0.
(define (minus a b y) (- (bit-or (ushr (bit-and a 1) 1) (bit-xor (bit-and b 0) (ushr (bit-and a 3) 2))) y))
(dotimes (i 700) (minus i i i))
(io:print (minus 1 2 -0x4000000000000000) (minus 1 2 5))

;; expect: [0, 33554432, 144115188075855871, 67108864, 4294967295, 33554432, 36028797018963967, 108086391056891904, 72057594037927935, 72057594037927936, 705607578, 144115188068139822, 48038396025285290]
;; expect: [0, 1073741824, 4611686018427387903, 2147483648, 4294967295, 1073741824, 1152921504606846975, 3458764513820540928, 2305843009213693951, 2305843009213693952, 1104606021, 4611686018180474323, 1537228672809129301]
;; expect: [0, 1099511627776, 4611684918915760128, 2199023255552, 4611684918915760128, 0, 4611684918915760128, 0, 4611684918915760128, 0, 2003280498993922048, 2420490186153525248, 1537228306305253376]
;; expect: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
;; expect: [[0, 0, 0], [8589934592, 0, 8589934592], [1090921693184, 0, -8589934592], [17179869184, 0, 17179869184], [1090921693184, 0, -8589934592], [0, 0, 0], [1090921693184, 0, -8589934592], [0, 0, 0], [1090921693184, 0, -8589934592], [0, 0, 0], [180388626432, 0, 1060485742448345088], [678604832768, 0, -8483886016896172032], [730144440320, 0, -6148914694099828736]]
;; expect: [0, 1048576, -1048576, 2097152, 4503599626321920, 4503599627370496, -1048576, 0, -1048576, 0, 129453825982464, -1035630617296896, 6148914691236167680]
;; expect: [0, 0, 2046, 0, 536872958, 536870912, 576460752303425534, -576460752303423488, 1152921504606849022, -1152921504606846976, 15433738, -123455581, 768614336404565332]
;; expect: [0, 0, 4611686018427387903, 0, 1073741823, 1073741824, 1152921504606846975, 3458764513820540928, 2305843009213693951, 2305843009213693952, 30864197, 4611686018180474323, 1537228672809129301]
;; expect: [0, 0, 28684, 0, 28684, 0, 28684, 0, 28684, 0, 27224, 17108, 12280]
;; expect: 5659264 181096448 9216 84542464
;; expect: 12884901888000 270582939648000 [0, 3221225472, 202937204736, 6442450944, 202937204736, 0, 202937204736, 0, 202937204736, 0, 67645734912, 48318382080, 67645734912]
;; expect: [0, 1125899906842624, 3377699720527872, 2251799813685248, 3377699720527872, 0, 3377699720527872, 0, 3377699720527872, 0, 1125899906842624, 3377699720527872, 1125899906842624]
;; expect: :index
;; expect: :type
;; expect: 4611686018427387904 -5
