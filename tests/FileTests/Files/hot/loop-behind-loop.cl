; A loop that stands where another one ends, and what it takes from there; a short branch whose result nobody takes.
(define (behind n m) (let a ((i 0) (x m)) (if (>= i n) (let ((k (- x 1))) (let b ((j 0) (s 0)) (if (>= j n) s (b (+ j 1) (+ s (* j k)))))) (a (+ i 1) (+ x 2)))))
(define (strides n m) (let a ((i 0)) (if (>= i n) (let ((k (+ i m))) (let b ((j 0) (s 0)) (if (>= j k) s (b (+ j 1073741824) (bit-xor s (* j j)))))) (a (+ i 1)))))
(define (drive c at m)
  (let loop ((r 0) (s 0) (t 1) (u 2) (w 3))
    (if (= r c)
        (+ s (* 0 (+ t (+ u w))))
        (loop (+ r 1) (if (= (bit-and r 15) 15) (bit-xor s (strides 1 (if (= r at) m 10))) s) (bit-and (+ t 1) 255) (bit-and (+ u t) 255) (bit-and (+ w u) 255)))))
(define (unused n x) (let loop ((i 0) (x x)) (if (= i n) x (let ((y (if (< i 5) (+ x 1) (- x 2)))) (= y 3) (loop (+ i 1) (+ x i))))))
(dotimes (i 300) (behind 10 10) (unused 20 i))
(drive 3000 -1 10)
(io:print (behind 5 6) (behind 10 -7) (behind 0 5) (drive 3000 2991 2863311530) (unused 10 1))
(io:print (unused 3 4611686018427387900) (try (unused 1 9223372036854775807) (catch e (Error-kind e))))

;; expect: 150 540 0 5764607523034234880 46
;; expect: 4611686018427387903 :overflow
