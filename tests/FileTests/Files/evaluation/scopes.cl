; Every body that opens a scope has definitions of its own; a begin does not open one.
(define x :outer)
(define log (buffer))
(define (note! v) (buffer-push! log v))
((lambda () (define x :lambda) (note! x)))
(let () (define x :let) (note! x))
(let loop ((i 0)) (define x [:named i]) (note! x) (when (< i 1) (loop (+ i 1))))
(define rounds 0)
(while (< rounds 2) (define x [:while rounds]) (note! x) (set! rounds (+ rounds 1)))
(dotimes (i 2) (define x [:dotimes i]) (note! x))
(match 1 (y (define x [:match y]) (note! x)))
(try (define x :try) (note! x) (throw 1) (catch e (define x :catch) (note! x)) (finally (define x :finally) (note! x)))
(handler ((a:b (lambda () 1))) (define x :handler) (note! x))
(handle (a:b) (a:b (k) (define x :clause) (note! x) (k 1)) (return (v) (define x :return) (note! x)))
(handle (a:b) (a:b (k) (define x :kept) (note! x) [k]))
(await (go (define x :go) (note! x)))
(io:print x (buffer->list log))
(begin (define y 1) (begin (define z 2)))
(define (f) (begin (define p 1) (do (define q (+ p 1)))) [p q])
(io:print y z (f) (let ((n 1)) (begin (define m (+ n 1))) m))
(define (own x) (define x (+ x 1)) x)
(io:print (own 1) (let ((x 5)) (define x 6) x))

;; modes: interpreted baseline native leaving collecting
;; expect: :outer [:lambda, :let, [:named, 0], [:named, 1], [:while, 0], [:while, 1], [:dotimes, 0], [:dotimes, 1], [:match, 1], :try, :catch, :finally, :handler, :clause, :return, :kept, :go]
;; expect: 1 2 [1, 2] 2
;; expect: 2 6
