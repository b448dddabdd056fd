;; Strings: a string of n entries is built piece by piece, then read code point by code point.
(define (run n)
  (let-values (((port build) (open-string-output-port)))
    (do ((i 0 (+ i 1))) ((= i n))
      (put-string port (number->string i))
      (put-char port #\:)
      (put-string port (number->string (* i i)))
      (put-char port #\;))
    (let* ((s (build)) (length (string-length s)))
      (let loop ((i 0) (hash 0))
        (if (= i length)
            hash
            (loop (+ i 1) (modulo (+ (* hash 31) (char->integer (string-ref s i))) 1000000007)))))))
