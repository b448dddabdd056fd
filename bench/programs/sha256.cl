; Bits: SHA-256 of a message of 64 n bytes; the first word of the digest. Words of 32 bits lie in Ints.
(define k (vector
  0x428a2f98 0x71374491 0xb5c0fbcf 0xe9b5dba5 0x3956c25b 0x59f111f1 0x923f82a4 0xab1c5ed5
  0xd807aa98 0x12835b01 0x243185be 0x550c7dc3 0x72be5d74 0x80deb1fe 0x9bdc06a7 0xc19bf174
  0xe49b69c1 0xefbe4786 0x0fc19dc6 0x240ca1cc 0x2de92c6f 0x4a7484aa 0x5cb0a9dc 0x76f988da
  0x983e5152 0xa831c66d 0xb00327c8 0xbf597fc7 0xc6e00bf3 0xd5a79147 0x06ca6351 0x14292967
  0x27b70a85 0x2e1b2138 0x4d2c6dfc 0x53380d13 0x650a7354 0x766a0abb 0x81c2c92e 0x92722c85
  0xa2bfe8a1 0xa81a664b 0xc24b8b70 0xc76c51a3 0xd192e819 0xd6990624 0xf40e3585 0x106aa070
  0x19a4c116 0x1e376c08 0x2748774c 0x34b0bcb5 0x391c0cb3 0x4ed8aa4a 0x5b9cca4f 0x682e6ff3
  0x748f82ee 0x78a5636f 0x84c87814 0x8cc70208 0x90befffa 0xa4506ceb 0xbef9a3f7 0xc67178f2))

(define (rotate x n)
  (bit-or (ushr x n) (bit-and (shl x (- 32 n)) 0xffffffff)))

(define (word-at bytes i)
  (bit-or (bit-or (shl (byte-vector-ref bytes i) 24) (shl (byte-vector-ref bytes (+ i 1)) 16))
          (bit-or (shl (byte-vector-ref bytes (+ i 2)) 8) (byte-vector-ref bytes (+ i 3)))))

(define (compress! h w bytes at)
  (dotimes (i 16) (vector-set! w i (word-at bytes (+ at (* 4 i)))))
  (let extend ((i 16))
    (when (< i 64)
      (let ((x (vector-ref w (- i 15))) (y (vector-ref w (- i 2)))
            (s0 (bit-xor (bit-xor (rotate x 7) (rotate x 18)) (ushr x 3)))
            (s1 (bit-xor (bit-xor (rotate y 17) (rotate y 19)) (ushr y 10))))
        (vector-set! w i (bit-and (+ (+ (vector-ref w (- i 16)) s0) (+ (vector-ref w (- i 7)) s1)) 0xffffffff))
        (extend (+ i 1)))))
  (let round ((i 0)
              (a (vector-ref h 0)) (b (vector-ref h 1)) (c (vector-ref h 2)) (d (vector-ref h 3))
              (e (vector-ref h 4)) (f (vector-ref h 5)) (g (vector-ref h 6)) (hh (vector-ref h 7)))
    (if (< i 64)
        (let ((s1 (bit-xor (bit-xor (rotate e 6) (rotate e 11)) (rotate e 25)))
              (ch (bit-xor (bit-and e f) (bit-and (bit-xor e 0xffffffff) g)))
              (t1 (+ (+ (+ hh s1) (+ ch (vector-ref k i))) (vector-ref w i)))
              (s0 (bit-xor (bit-xor (rotate a 2) (rotate a 13)) (rotate a 22)))
              (maj (bit-xor (bit-xor (bit-and a b) (bit-and a c)) (bit-and b c))))
          (round (+ i 1) (bit-and (+ t1 (+ s0 maj)) 0xffffffff) a b c (bit-and (+ d t1) 0xffffffff) e f g))
        (begin
          (add! h 0 a) (add! h 1 b) (add! h 2 c) (add! h 3 d)
          (add! h 4 e) (add! h 5 f) (add! h 6 g) (add! h 7 hh)))))

(define (add! h i x)
  (vector-set! h i (bit-and (+ (vector-ref h i) x) 0xffffffff)))

(define (run n)
  (let ((bytes (make-byte-vector (* 64 (+ n 1)) 0))
        (h (vector 0x6a09e667 0xbb67ae85 0x3c6ef372 0xa54ff53a 0x510e527f 0x9b05688c 0x1f83d9ab 0x5be0cd19))
        (w (make-vector 64 0)))
    (dotimes (i (* 64 n)) (byte-vector-set! bytes i (mod (* i 7) 251)))
    (byte-vector-set! bytes (* 64 n) 128)
    (dotimes (i 4)
      (byte-vector-set! bytes (+ (* 64 n) (- 63 i)) (bit-and (ushr (* 512 n) (* 8 i)) 255)))
    (dotimes (i (+ n 1)) (compress! h w bytes (* 64 i)))
    (vector-ref h 0)))
