; Strings: a string of n entries is built piece by piece, then read code point by code point.
(define (run n)
  (let ((b (string-builder)))
    (dotimes (i n) (string-builder-add! b i ":" (* i i) ";"))
    (let ((s (string-builder-build b)) (length (string-length s)))
      (let loop ((i 0) (hash 0))
        (if (= i length)
            hash
            (loop (+ i 1) (mod (+ (* hash 31) (code-point s i)) 1000000007)))))))
