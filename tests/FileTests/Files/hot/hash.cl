; Wrapping arithmetic and shifts in a hot loop: xorshift and FNV.
(define (xorshift x)
  (let ((a (bit-xor x (shl x 13))))
    (let ((b (bit-xor a (ushr a 7))))
      (bit-xor b (shl b 17)))))
(define (times n x) (if (= n 0) x (times (- n 1) (xorshift x))))
(io:print (times 1 88172645463325252) (times 10000 88172645463325252))
(define (fnv n) (let loop ((i 0) (h 0xcbf29ce484222325)) (if (= i n) h (loop (+ i 1) (*% (bit-xor h (bit-and i 255)) 0x100000001b3)))))
(io:print (fnv 0) (fnv 1) (fnv 20000))
(define (popcount x) (let loop ((x x) (n 0)) (if (= x 0) n (loop (bit-and x (-% x 1)) (+ n 1)))))
(io:print (popcount -1) (popcount 0) (popcount 0x5555555555555555) (popcount -9223372036854775808))

;; expect: 8748534153485358512 -6473826064441503011
;; expect: -3750763034362895579 -5808590958014384161 -8737371856009341755
;; expect: 64 0 32 1
