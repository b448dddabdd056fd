; A place of a String, a vector or a buffer is reached at once: by a walk along them this would take minutes.
(define n 200000)
(define (sum c at) (let loop ((i 1) (sum 0)) (if (= i 20000) sum (loop (+ i 1) (+ sum (at c (- n i)))))))
(define (point s i) (code-point (nth s i)))
(define (char s i) (code-point (char-at s i)))
(define narrow (bytes->string (make-byte-vector n 97)))
(define wide (concat "ż" narrow))
(define widest (concat narrow "\u{1F600}"))
(for-each (lambda (s) (io:print (sum s point) (sum s char) (sum s code-point))) [narrow wide widest])

(define plain (make-vector n 1))
(define floats (make-float-vector n 2))
(define bytes (make-byte-vector n 3))
(define filled (buffer))
(dotimes (i n) (buffer-push! filled 4))
(io:print (sum plain nth) (sum plain vector-ref) (sum plain get))
(io:print (sum floats nth) (sum floats float-vector-ref) (sum floats get))
(io:print (sum bytes nth) (sum bytes byte-vector-ref) (sum bytes get))
(io:print (sum filled nth) (sum filled buffer-ref) (sum filled get))
(io:print (fold + 0 (map length [narrow wide widest plain floats bytes filled])))

;; expect: 1939903 1939903 1939903
;; expect: 1939903 1939903 1939903
;; expect: 1939903 1939903 1939903
;; expect: 19999 19999 19999
;; expect: 39998.0 39998.0 39998.0
;; expect: 59997 59997 59997
;; expect: 79996 79996 79996
;; expect: 1400002
