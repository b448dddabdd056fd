; Bit operations work on all 64 bits.
(io:print (bit-and 12 10) (bit-or 12 10) (bit-xor 12 10) (bit-not 0) (bit-not -1))
(io:print (bit-and -1 0xFF) (bit-or 0x8000000000000000 1) (bit-xor -1 0x7FFFFFFFFFFFFFFF))
(io:print (shl 1 0) (shl 1 10) (shl 1 62) (shl 1 63) (shl 3 63) (shl -1 4))
(io:print (shr 1024 3) (shr -1024 3) (shr -1 63) (shr 1 63))
(io:print (ushr -1 1) (ushr -1 63) (ushr -1 0) (ushr 1024 3))
(io:print (bit-and 7 6 4) (bit-or 1 2 4) (bit-xor 1 3 7))
(define (shifts a n) [(shl a n) (shr a n) (ushr a n)])
(io:print (shifts -1024 3) (shifts 1024 3) (shifts -1 63) (shifts 5 0))

;; modes: interpreted baseline native leaving collecting
;; expect: 8 14 6 -1 0
;; expect: 255 -9223372036854775807 -9223372036854775808
;; expect: 1 1024 4611686018427387904 -9223372036854775808 -9223372036854775808 -16
;; expect: 128 -128 -1 0
;; expect: 9223372036854775807 1 -1 128
;; expect: 4 7 5
;; expect: [-8192, -128, 2305843009213693824] [8192, 128, 128] [-9223372036854775808, -1, 1] [5, 5, 5]
