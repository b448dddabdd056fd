; let is sequential; an init that is a lambda sees all the names; inner names shadow.
(io:print (let ((x 1) (y (+ x 1)) (z (+ x y))) [x y z]))
(define x "outer")
(io:print (let ((x "inner")) x) x)
(io:print (let ((x [x])) x))
(io:print (let ((even-number? (lambda (n) (if (= n 0) #t (odd-number? (- n 1)))))
                (odd-number? (lambda (n) (if (= n 0) #f (even-number? (- n 1))))))
            (even-number? 11)))
(io:print (letrec ((fact (lambda (n) (if (= n 0) 1 (* n (fact (- n 1))))))) (fact 10)))
(io:print (let () 1) (let ((x 1)) (let ((x (+ x 1))) (let ((x (* x 10))) x))))
(io:print (+ 1 (let ((a 2)) (* a (let ((b 3)) (+ a b))))))

;; modes: interpreted baseline native leaving collecting
;; expect: [1, 2, 3]
;; expect: inner outer
;; expect: ["outer"]
;; expect: false
;; expect: 3628800
;; expect: 1 20
;; expect: 11
