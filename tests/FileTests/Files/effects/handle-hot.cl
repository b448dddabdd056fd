; Effects performed from code that runs hot, with values of every type alive.
(define (body n) (let loop ((i 0) (x 0.5) (s 0) (flag #f)) (if (= i n) (list x s flag) (loop (+ i 1) (+ x 0.25) (+ s (e:ask i flag)) (not flag)))))
(io:print (handle (body 3000) (e:ask (i flag k) (k (if flag i (- 0 i))))))
(io:print (handler ((e:ask (lambda (i flag) (if flag 1 i)))) (body 3000)))
(define (mixed n) (handler ((e:out (lambda (x) (+ x (e:in x))))) (handle (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (e:out i))))) (e:in (x k) (k (* 2 x))))))
(io:print (handler ((e:in (lambda (x) 1000))) (mixed 1000)))

;; expect: [750.5, 1500, false]
;; expect: [750.5, 2250000, false]
;; expect: 1499500
