; Generators.
(define (collect f) (handle (f) (gen:yield (v k) (cons v (k nil))) (return (v) [])))
(define (walk t) (when (not (empty? t)) (walk (nth t 0)) (gen:yield (nth t 1)) (walk (nth t 2))))
(io:print (collect (lambda () (walk [[[] 1 []] 2 [[[] 3 []] 4 []]]))))
(io:print (length (collect (lambda () (dotimes (i 2000) (gen:yield i))))))
(define (next-of f) (handle (begin (f) nil) (gen:yield (v k) [v (lambda () (k nil))])))
(define (take-some n step) (if (or (= n 0) (nil? step)) [] (cons (head step) (take-some (- n 1) ((nth step 1))))))
(define (naturals) (let loop ((i 0)) (gen:yield i) (loop (+ i 1))))
(io:print (take-some 5 (next-of naturals)))

;; expect: [1, 2, 3, 4]
;; expect: 2000
;; expect: [0, 1, 2, 3, 4]
