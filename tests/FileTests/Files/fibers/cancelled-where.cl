; A blocked fiber throws :cancelled at its operation, once; any other at the next operation that may wait, also if that need not.
(define (blocked f) (let ((t (go (try (f) (catch e (Error-kind e)))))) (await (go nil)) (cancel! t) (await t)))
(define full (chan))
(io:print (blocked (lambda () (recv! (chan)))) (blocked (lambda () (send! full 1))) (blocked (lambda () (recv-or! (chan) 1))) (blocked (lambda () (select ((recv! (chan)) list)))) (blocked (lambda () (await (go (recv! (chan)))))) (blocked (lambda () (time:sleep 1000))))
(define (unstarted f) (let ((t (go (try (f) (catch e (Error-kind e)))))) (cancel! t) (await t)))
(define ready (chan 9))
(send! ready 1) (send! ready 2)
(io:print (unstarted (lambda () (recv! ready))) (unstarted (lambda () (send! ready 3))) (unstarted (lambda () (select (default 1)))) (unstarted (lambda () (time:sleep 0))) (unstarted (lambda () (try-recv! ready))) (unstarted (lambda () :no-operation)))
(define twice (go [(try (recv! (chan)) (catch e (Error-kind e))) (recv! ready)]))
(await (go nil))
(cancel! twice)
(io:print (await twice) (try-recv! ready))
(define inner (go (recv! (chan))))
(define outer (go (await inner)))
(await (go nil))
(cancel! inner)
(io:print (try (await outer) (catch e (Error-kind e))))
(define done (go 7))
(await done)
(io:print (unstarted (lambda () (recv-or! ready 1))) (unstarted (lambda () (await done))) (unstarted (lambda () (try-send! ready 3))) (unstarted (lambda () (close! (chan)))) (unstarted (lambda () (go 1) :went-on)))

;; modes: interpreted baseline native leaving collecting
;; expect: :cancelled :cancelled :cancelled :cancelled :cancelled :cancelled
;; expect: :cancelled :cancelled :cancelled :cancelled 1 :no-operation
;; expect: [:cancelled, 2] nil
;; expect: :cancelled
;; expect: :cancelled :cancelled true nil :went-on
