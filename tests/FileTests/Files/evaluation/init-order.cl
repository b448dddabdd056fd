; let and named let evaluate each init after the names before it are bound; an init that is a lambda sees all of them.
(define log (buffer))
(define (note! v) (buffer-push! log v) v)
(io:print (let ((a (note! 1)) (b (note! (+ a 1))) (c (note! (+ a b)))) [a b c]) (let loop ((a (note! 10)) (b (note! (+ a 1)))) [a b]) (buffer->list log))
(define a :outer)
(io:print (let ((b a) (a 1)) [a b]) (let ((f (lambda () a)) (a 2)) (f)) (letrec ((f (lambda () (g))) (g (lambda () 3))) (f)))
(io:print (let ((a 1) (a (+ a 1))) a))
(io:print (try (let ((f (lambda () later)) (now (f)) (later 1)) now) (catch e (Error-kind e))))

;; modes: interpreted baseline native leaving collecting
;; expect: [1, 2, 3] [10, 11] [1, 2, 3, 10, 11]
;; expect: [1, :outer] 2 3
;; expect: 2
;; expect: :unbound
