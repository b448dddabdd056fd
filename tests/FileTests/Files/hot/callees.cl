; What is called: functions with rest lists, built-ins and record functions in variables, and what is no function.
(define (tail-of a . more) (if (empty? more) a (head more)))
(define (rests n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (tail-of i) (tail-of i 1) (tail-of i 2 3))))))
(io:print (rests 3000))
(define (all . xs) (length xs))
(define (count n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (all) (all 1) (all 1 2 3 4 5 6 7 8))))))
(io:print (count 3000))
(define (six a b c d e f . g) (list a b c d e f g))
(dotimes (i 2000) (six 1 2 3 4 5 i) (six 1 2 3 4 5 6 7 i))
(io:print (six 1 2 3 4 5 6) (six 1 2 3 4 5 6 7 8) (apply six '(1 2 3 4 5 6 7)))
(define (seven a b c d e f g . h) (list a g h))
(dotimes (i 2000) (seven 1 2 3 4 5 6 i))
(io:print (seven 1 2 3 4 5 6 7) (seven 1 2 3 4 5 6 7 [8] [9]))
(define (later . xs) (if (empty? xs) 'done (apply later (tail xs))))
(dotimes (i 500) (later 1 2 3 4))
(io:print (later 1 2 3))
(define (loop-rest n . xs) (if (= n 0) xs (loop-rest (- n 1) n)))
(io:print (loop-rest 50000))
(defrecord Pair a b)
(define (call f x y) (list (f x y)))
(define (call-last f x y) (f x y))
(define (twice f n) (let loop ((i 0) (last nil)) (if (= i n) last (loop (+ i 1) (list (call f i 1) (call-last f i 2))))))
(dotimes (k 3) (for-each (lambda (f) (twice f 400)) (list max Pair (lambda (x y) (- x y)) (lambda (. xs) xs) tail-of -)))
(io:print (map (lambda (f) (twice f 3)) (list max Pair (lambda (x y) (- x y)) (lambda (. xs) xs) tail-of -)))
(io:print (call-last apply list '(1 2)) (call apply + '(1 2 3)) (call apply Pair '(1 2)))
(define (through n) (if (= n 0) 'through (call-last apply through (list (- n 1)))))
(io:print (through 20000))
(io:print (try (call max 1) (catch e 'arity)) (try (call + 1 "s") (catch e (Error-kind e))) (try (call-last 3 1 2) (catch e (Error-kind e))))
(define (sum f n) (+ 1 (f n n)))
(dotimes (i 400) (sum max i) (sum (lambda (a b) a) i))
(sum "f" 1)

;; expect: 4507500
;; expect: 27000
;; expect: [1, 2, 3, 4, 5, 6, []] [1, 2, 3, 4, 5, 6, [7, 8]] [1, 2, 3, 4, 5, 6, [7]]
;; expect: [1, 7, []] [1, 7, [[8], [9]]]
;; expect: done
;; expect: [1]
;; expect: [[[2], 2], [[(Pair 2 1)], (Pair 2 2)], [[1], 0], [[[2, 1]], [2, 2]], [[1], 2], [[1], 0]]
;; expect: [1, 2] [6] [(Pair 1 2)]
;; expect: through
;; expect: arity :type :type
;; error: :type call: expected a function, got String "f"
;; at: sum 29:24
