; Bits: n steps of a linear congruential generator of 32 bits; the exclusive or of all its numbers.
(define (run n)
  (let loop ((i 0) (x 42) (sum 0))
    (if (= i n)
        sum
        (let ((next (bit-and (+ (* x 1664525) 1013904223) 0xffffffff)))
          (loop (+ i 1) next (bit-xor sum next))))))
