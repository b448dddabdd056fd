; A clause whose k stands in a function, a named let, a definition or go may keep it: nothing is abandoned when it ends.
(define log (buffer))
(define (note! v) (buffer-push! log v) v)
(define (body) (try (a:b 1) (finally (note! :finally))))
(io:print (handle (body) (a:b (x k) (note! :clause) x)) (buffer->list log))
(buffer-clear! log)
(io:print (handle (body) (a:b (x k) (if #f (k 1) 2))) (buffer->list log))
(buffer-clear! log)
(io:print (handle (body) (a:b (x k) (let loop ((i 0)) (if (= i 1) (k 1) 3)))) (handle (body) (a:b (x k) (define (later) (k 1)) 4)) (handle (body) (a:b (x k) (lambda () (k 1)) 5)) (handle (body) (a:b (x k) [k] 6)) (handle (body) (a:b (x k) (let ((j k)) 7))) (buffer->list log))
(define t (handle (body) (a:b (x k) (go (k :resumed)))))
(io:print (await t) (buffer->list log))
(buffer-clear! log)
(define kept (handle (body) (a:b (x k) k)))
(io:print (abandon kept) (buffer->list log) (try (abandon kept) (catch e (Error-kind e))) (try (kept 1) (catch e (Error-kind e))))
(buffer-clear! log)
(io:print (handle (body) (a:b (x k) (if #f (k k) 8))) (handle (body) (a:b (x k) (if #f (k [k]) 9))) (buffer->list log))
(buffer-clear! log)
(define u (handle (body) (a:b (x k) (async (k :resumed)))))
(io:print (await u) (buffer->list log))
(buffer-clear! log)
(io:print (handle (body) (a:b (x k) (fn () (k 1)) 10)) (buffer->list log))

;; modes: interpreted baseline native leaving collecting
;; expect: 1 [:clause, :finally]
;; expect: 2 [:finally]
;; expect: 3 4 5 6 7 []
;; expect: :resumed [:finally]
;; expect: nil [:finally] :effect :effect
;; expect: 8 9 []
;; expect: :resumed [:finally]
;; expect: 10 []
