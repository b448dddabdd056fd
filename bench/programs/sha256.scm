;; Bits: SHA-256 of a message of 64 n bytes; the first word of the digest. Words of 32 bits lie in fixnums.
(define k (vector
    #x428a2f98 #x71374491 #xb5c0fbcf #xe9b5dba5 #x3956c25b #x59f111f1 #x923f82a4 #xab1c5ed5
    #xd807aa98 #x12835b01 #x243185be #x550c7dc3 #x72be5d74 #x80deb1fe #x9bdc06a7 #xc19bf174
    #xe49b69c1 #xefbe4786 #x0fc19dc6 #x240ca1cc #x2de92c6f #x4a7484aa #x5cb0a9dc #x76f988da
    #x983e5152 #xa831c66d #xb00327c8 #xbf597fc7 #xc6e00bf3 #xd5a79147 #x06ca6351 #x14292967
    #x27b70a85 #x2e1b2138 #x4d2c6dfc #x53380d13 #x650a7354 #x766a0abb #x81c2c92e #x92722c85
    #xa2bfe8a1 #xa81a664b #xc24b8b70 #xc76c51a3 #xd192e819 #xd6990624 #xf40e3585 #x106aa070
    #x19a4c116 #x1e376c08 #x2748774c #x34b0bcb5 #x391c0cb3 #x4ed8aa4a #x5b9cca4f #x682e6ff3
    #x748f82ee #x78a5636f #x84c87814 #x8cc70208 #x90befffa #xa4506ceb #xbef9a3f7 #xc67178f2))

(define (rotate x n)
  (fxlogor (fxsrl x n) (fxlogand (fxsll x (fx- 32 n)) #xffffffff)))

;; The shifted word must stay a fixnum, so its upper bits go first when it is shifted far.
(define (rotate-far x n)
  (fxlogor (fxsrl x n) (fxsll (fxlogand x (fx- (fxsll 1 n) 1)) (fx- 32 n))))

(define (word-at bytes i)
  (fxlogor (fxsll (bytevector-u8-ref bytes i) 24) (fxsll (bytevector-u8-ref bytes (fx+ i 1)) 16)
           (fxsll (bytevector-u8-ref bytes (fx+ i 2)) 8) (bytevector-u8-ref bytes (fx+ i 3))))

(define (compress! h w bytes at)
  (do ((i 0 (fx+ i 1))) ((fx= i 16))
    (vector-set! w i (word-at bytes (fx+ at (fx* 4 i)))))
  (do ((i 16 (fx+ i 1))) ((fx= i 64))
    (let* ((x (vector-ref w (fx- i 15))) (y (vector-ref w (fx- i 2)))
           (s0 (fxlogxor (rotate x 7) (rotate x 18) (fxsrl x 3)))
           (s1 (fxlogxor (rotate y 17) (rotate y 19) (fxsrl y 10))))
      (vector-set! w i (fxlogand (fx+ (fx+ (vector-ref w (fx- i 16)) s0) (fx+ (vector-ref w (fx- i 7)) s1)) #xffffffff))))
  (let round ((i 0)
              (a (vector-ref h 0)) (b (vector-ref h 1)) (c (vector-ref h 2)) (d (vector-ref h 3))
              (e (vector-ref h 4)) (f (vector-ref h 5)) (g (vector-ref h 6)) (hh (vector-ref h 7)))
    (if (fx< i 64)
        (let* ((s1 (fxlogxor (rotate e 6) (rotate e 11) (rotate e 25)))
               (ch (fxlogxor (fxlogand e f) (fxlogand (fxlogxor e #xffffffff) g)))
               (t1 (fx+ (fx+ (fx+ hh s1) (fx+ ch (vector-ref k i))) (vector-ref w i)))
               (s0 (fxlogxor (rotate-far a 2) (rotate a 13) (rotate a 22)))
               (maj (fxlogxor (fxlogand a b) (fxlogand a c) (fxlogand b c))))
          (round (fx+ i 1) (fxlogand (fx+ t1 (fx+ s0 maj)) #xffffffff) a b c (fxlogand (fx+ d t1) #xffffffff) e f g))
        (begin
          (add! h 0 a) (add! h 1 b) (add! h 2 c) (add! h 3 d)
          (add! h 4 e) (add! h 5 f) (add! h 6 g) (add! h 7 hh)))))

(define (add! h i x)
  (vector-set! h i (fxlogand (fx+ (vector-ref h i) x) #xffffffff)))

(define (run n)
  (let ((bytes (make-bytevector (* 64 (+ n 1)) 0))
        (h (vector #x6a09e667 #xbb67ae85 #x3c6ef372 #xa54ff53a #x510e527f #x9b05688c #x1f83d9ab #x5be0cd19))
        (w (make-vector 64 0)))
    (do ((i 0 (fx+ i 1))) ((fx= i (* 64 n))) (bytevector-u8-set! bytes i (fxmodulo (fx* i 7) 251)))
    (bytevector-u8-set! bytes (* 64 n) 128)
    (do ((i 0 (fx+ i 1))) ((fx= i 4))
      (bytevector-u8-set! bytes (+ (* 64 n) (- 63 i)) (fxlogand (fxsrl (* 512 n) (* 8 i)) 255)))
    (do ((i 0 (fx+ i 1))) ((fx> i n)) (compress! h w bytes (* 64 i)))
    (vector-ref h 0)))
