; A scheduler written with it: threads that yield in turn.
(define queue (buffer))
(define (enqueue! k) (buffer-push! queue k))
(define (dequeue!) (let ((l (buffer->list queue))) (buffer-clear! queue) (for-each (lambda (k) (buffer-push! queue k)) (tail l)) (head l)))
(define (run-next) (if (= 0 (buffer-length queue)) :all-done ((dequeue!))))
(define (spawn f) (handle (f) (th:yield (k) (enqueue! (lambda () (k nil))) (run-next)) (th:fork (g k) (enqueue! (lambda () (k nil))) (spawn g)) (return (v) (run-next))))
(define (worker name n) (lambda () (dotimes (i n) (io:print name i) (th:yield))))
(io:print (spawn (lambda () (th:fork (worker "a" 2)) (th:fork (worker "b" 3)) (io:print "main"))))

;; modes: interpreted baseline native leaving collecting
;; expect: a 0
;; expect: b 0
;; expect: a 1
;; expect: main
;; expect: b 1
;; expect: b 2
;; expect: :all-done
