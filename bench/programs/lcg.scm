;; Bits: n steps of a linear congruential generator of 32 bits; the exclusive or of all its numbers.
(define (run n)
  (let loop ((i 0) (x 42) (sum 0))
    (if (fx= i n)
        sum
        (let ((next (fxlogand (fx+ (fx* x 1664525) 1013904223) #xffffffff)))
          (loop (fx+ i 1) next (fxlogxor sum next))))))
