; A named let loops, also not in tail position, and nests.
(io:print (let loop ((i 0) (sum 0)) (if (> i 10) sum (loop (+ i 1) (+ sum i)))))
(io:print (+ 1 (let loop ((i 3)) (if (= i 0) 100 (loop (- i 1))))))
(io:print (let loop ((n 5)) (if (= n 0) [] (cons n (loop (- n 1))))))
(io:print (let outer ((i 0) (acc []))
            (if (= i 3)
                (reverse acc)
                (outer (+ i 1)
                       (let inner ((j 0) (acc acc))
                         (if (= j 2) acc (inner (+ j 1) (cons (+ (* 10 i) j) acc))))))))
(io:print (let loop ((a 1) (b (+ a 1))) [a b]))
(io:print (let loop ((a 0) (b 1) (n 10)) (if (= n 0) a (loop b (+ a b) (- n 1)))))
(define kept (let loop ((n 0)) (if (< n 2) (lambda () (loop (+ n 1))) n)))
(io:print ((kept)) )
(define (tens n) (* 10 n))
(io:print (let tens ((i (tens 1)) (n 2)) (if (= n 0) i (tens (+ i 1) (- n 1)))))
(io:print (let loop ((i 0) (n 0)) (if (= n 1) i (loop i (begin (set! i 5) 1)))))

;; modes: interpreted baseline native leaving collecting
;; expect: 55
;; expect: 101
;; expect: [5, 4, 3, 2, 1]
;; expect: [0, 1, 10, 11, 20, 21]
;; expect: [1, 2]
;; expect: 55
;; expect: 2
;; expect: 12
;; expect: 0
