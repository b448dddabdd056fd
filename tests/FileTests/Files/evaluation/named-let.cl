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
(define inners [])
(io:print (let outer ((i 0))
            (let inner ((j 0))
              (set! inners (cons inner inners))
              (cond ((< j 2) (inner (+ j 1))) ((< i 2) (outer (+ i 1))) (else [i j])))))
(io:print (length inners) ((first inners) 5))
(io:print (let loop ((i 0)) (when (< i 3) (loop (+ i 1)) (io:write i "")) [i]))
(io:print (let loop ((i 0)) (and (if (< i 3) (loop (+ i 1)) true) i)) (let loop ((i 0)) (or (if (< i 3) (not (loop (+ i 1)))) i)))
(io:print (let loop ((i 0)) (define rest (if (< i 3) (begin (loop (+ i 1)) i) [])) (list i rest)))
(io:print (try (let loop ((i 0)) (if (= i 0) (loop 1 2) i)) (catch e (Error-kind e))) (try (let loop ((i 0)) (if (= i 0) (loop) i)) (catch e (Error-kind e))))

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
;; expect: [2, 2]
;; expect: 9 [2, 5]
;; expect: 2 1 0 [0]
;; expect: 0 0
;; expect: [0, 0]
;; expect: :arity :arity
