(define (fact (n : Int)) : Int (if (= n 0) 1 (* n (fact (- n 1)))))
(io:print (fact 20))
(define (deep (n : Int)) : Int (if (= n 0) 0 (+ 1 (deep (- n 1)))))
(io:print (deep 100000))
(define (body (n : Int)) : Int (define m (* n 2)) (let ((k 3)) (cond ((= n 1) (+ m k)) (else (match n (2 22) (3 (fact 3)) (_ "bad"))))))
(io:print (body 1) (body 2) (body 3))
(define (nest) : Int (let loop ((i 0)) (if (< i 10) (loop (+ i 1)) (begin (io:print "x") i))))
(io:print (nest))
(define (ao (x : Any)) : Int (and x (or nil x)))
(io:print (ao 5))
(define (b x) : Bool (and (> x 1) (< x 5)))
(io:print (b 3))
(io:print (map (lambda ((x : Int)) : Float (float x)) [1 2 3]))
(define (ap f . l) : Int (apply f l))
(io:print (ap + 1 2))
(define (ap2 f . l) : Int (f (head l)))
(io:print (ap2 inc 1))
(io:print (try ((lambda ((x : Int)) : String x) 1) (catch e (Error-message e))) (try ((fn (x) : Int x) "1") (catch e (Error-message e))))
(body 4)

;; expect: 2432902008176640000
;; expect: 100000
;; expect: 5 22 6
;; expect: x
;; expect: 10
;; expect: 5
;; expect: true
;; expect: [1.0, 2.0, 3.0]
;; expect: 3
;; expect: 2
;; expect: lambda: result: expected String, got Int 1 lambda: result: expected Int, got String "1"
;; error: :type body: result: expected Int, got String "bad"
