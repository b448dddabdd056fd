; Functions that are machine code already, that become it inside of an element, and whose types change from element to element.
(define (sum-to n) (let loop ((i 0) (s 0)) (if (> i n) s (loop (+ i 1) (+ s i)))))
(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(define (fresh n) (fold + 0 (map (lambda (i) (* i n)) (range 50))))
(io:print (sum-to 1000))
(io:print (parallel:map sum-to [10 100 1000 100.0]))
(io:print (parallel:map fib [15 16 17 10.0]))
(io:print (parallel:map fresh [1 2 0.5 3]) (map fresh [1 2 0.5 3]))
(define (again k) (if (= k 0) 0 (+ (fold + 0 (parallel:map fresh [k (+ k 1)])) (again (- k 1)))))
(io:print (again 8))
(define seen (make-table))
(define (count-up n) (dotimes (i n) (table-update! seen (mod i 3) inc 0)) (table-values seen))
(io:print (parallel:map count-up [30 60 90]) (table-size seen))

;; modes: interpreted baseline native leaving collecting
;; expect: 500500
;; expect: [55, 5050, 500500, 5050]
;; expect: [610, 987, 1597, 55.0]
;; expect: [1225, 2450, 612.5, 3675] [1225, 2450, 612.5, 3675]
;; expect: 98000
;; expect: [[10, 10, 10], [20, 20, 20], [30, 30, 30]] 0
