(defrecord Point x y)
(io:print (map Point-x [(Point 1 2) (Point 3 4)]) (map Point [1 2] [3 4]) (apply Point [5 6]))
(io:print (map Point? [(Point 1 2) 3 [4]]))
(define (call f . arguments) (apply f arguments))
(define p (Point 1 2))
(io:print (call set-Point-x! p 7) p (let ((y Point-y)) (y p)))
(define (each-x points) (fold (lambda (sum point) (+ sum (Point-x point))) 0 points))
(io:print (each-x (map (lambda (n) (Point n (* n n))) (range 1000))))
(io:print (try (call Point 1 2 3) (catch e (Error-message e))) (try (call Point 1) (catch e (Error-message e))) (try (call Point-x) (catch e (Error-message e))))
(io:print Point Point? Point-x set-Point-x! (arity set-Point-x!) (function? Point))

;; expect: [1, 3] [(Point 1 3), (Point 2 4)] (Point 5 6)
;; expect: [true, false, false]
;; expect: nil (Point 7 2) 2
;; expect: 499500
;; expect: Point: expected 2 arguments, got 3 Point: expected 2 arguments, got 1 Point-x: expected 1 argument, got 0
;; expect: #<function Point/2> #<function Point?/1> #<function Point-x/1> #<function set-Point-x!/2> 2 true
