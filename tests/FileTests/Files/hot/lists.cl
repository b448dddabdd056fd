; Lists in hot loops: allocation with a moving collector underneath.
(define (iota n) (let loop ((i n) (l [])) (if (= i 0) l (loop (- i 1) (cons i l)))))
(define (sum l) (let loop ((l l) (s 0)) (if (empty? l) s (loop (tail l) (+ s (head l))))))
(define (rounds n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (sum (iota 100)))))))
(io:print (rounds 500))
(define (quicksort l)
  (if (empty? l)
      []
      (let ((p (head l)) (r (tail l)))
        (append (quicksort (filter (lambda (x) (< x p)) r)) [p] (quicksort (filter (lambda (x) (>= x p)) r))))))
(io:print (quicksort (map (lambda (i) (mod (* i 7919) 101)) (range 60))))
(define (tree n) (if (= n 0) nil [(tree (- n 1)) (tree (- n 1))]))
(define (nodes t) (if (nil? t) 1 (+ (nodes (first t)) (nodes (nth t 1)))))
(io:print (nodes (tree 12)))

;; expect: 2525000
;; expect: [0, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 18, 21, 22, 24, 25, 27, 28, 30, 31, 33, 34, 37, 40, 41, 43, 44, 46, 47, 49, 50, 52, 53, 55, 56, 59, 62, 63, 65, 66, 68, 69, 71, 72, 74, 75, 78, 81, 82, 84, 85, 87, 88, 90, 91, 93, 94, 96, 97, 100]
;; expect: 4096
