; Strings built in hot code.
(define (repeat s n) (let loop ((i 0) (acc "")) (if (= i n) acc (loop (+ i 1) (concat acc s)))))
(io:print (string-length (repeat "ab" 2000)) (substring (repeat "xyz" 100) 295))
(define (digits n) (let loop ((n n) (acc "")) (if (< n 10) (str n acc) (loop (quotient n 10) (str (mod n 10) acc)))))
(define (total n) (let loop ((i 0) (len 0)) (if (= i n) len (loop (+ i 1) (+ len (string-length (digits i)))))))
(io:print (digits 9876543210) (total 3000))
(define (count-same s n) (let loop ((i 0) (c 0)) (if (= i n) c (loop (+ i 1) (if (= s (str (mod i 10))) (+ c 1) c)))))
(io:print (count-same "7" 3000))

;; expect: 4000 yzxyz
;; expect: 9876543210 10890
;; expect: 300
