; Every place that is in tail position: a million turns of a loop of calls leave nothing behind.
(define (f-if n) (if (= n 0) :if (f-if (- n 1))))
(define (f-then n) (if (> n 0) (f-then (- n 1)) :then))
(define (f-cond n) (cond ((= n 0) :cond) ((> n 5) (f-cond (- n 1))) (else (f-cond (- n 1)))))
(define (f-when n) (when (>= n 0) :dropped (if (= n 0) :when (f-when (- n 1)))))
(define (f-unless n) (unless (< n 0) (if (= n 0) :unless (f-unless (- n 1)))))
(define (f-and n) (and true (if (= n 0) :and (f-and (- n 1)))))
(define (f-or n) (or false (if (= n 0) :or (f-or (- n 1)))))
(define (f-let n) (let ((m (- n 1))) (if (< m 0) :let (f-let m))))
(define (f-letrec n) (letrec ((g (lambda (m) (if (= m 0) :letrec (f-letrec (- m 1)))))) (g n)))
(define (f-begin n) (begin :dropped (do (if (= n 0) :begin (f-begin (- n 1))))))
(define (f-match n) (match n (0 :match) (m :when (odd? m) (f-match (- m 1))) (m (f-match (- m 1)))))
(define (f-body n) (define m (- n 1)) (define (next) (f-body m)) (if (< m 0) :body (next)))
(define (f-named n) (let loop ((i n)) (if (= i 0) :named (loop (- i 1)))))
(define (f-catch n) (if (= n 0) :catch (try (throw n) (catch e (f-catch (- e 1))))))
(define (f-lambda n) ((lambda (m) (if (= m 0) :lambda (f-lambda (- m 1)))) n))
(define (f-apply n) (if (= n 0) :apply (apply f-apply [(- n 1)])))
(define (f-rest n . more) (if (= n 0) (length more) (f-rest (- n 1) n n)))
(define (a n) (if (= n 0) :mutual (b (- n 1))))
(define (b n) (if (= n 0) :mutual (c (- n 1) nil)))
(define (c n x) (if (= n 0) :mutual (a (- n 1))))
(io:print (map (lambda (f) (f 1000000)) [f-if f-then f-cond f-when f-unless f-and f-or f-let f-begin f-match f-named a]))
(io:print (map (lambda (f) (f 300000)) [f-letrec f-body f-lambda f-rest]) (f-catch 100000) (f-apply 100000))

;; stack: 1m
;; expect: [:if, :then, :cond, :when, :unless, :and, :or, :let, :begin, :match, :named, :mutual]
;; expect: [:letrec, :body, :lambda, 2] :catch :apply
