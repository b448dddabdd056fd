; cancel! throws :cancelled once, at the blocked operation, else at the next one.
(define c (chan))
(define t (go (try (recv! c) (catch e (io:print "cancelled" (Error-kind e)) :cleaned))))
(await (go nil))
(cancel! t)
(io:print (await t))
(define u (go (io:print "runs up to here") (recv! c) :never))
(cancel! u)
(io:print (try (await u) (catch e (Error-message e))))
(define v (go (try (recv! c) (catch e nil)) (try-send! c 1) :once))
(await (go nil))
(cancel! v) (cancel! v)
(io:print (try (await v) (catch e (Error-kind e))))
(define done (go 1))
(await done)
(io:print (cancel! done) (await done))
(define f (go (try (recv! c) (finally (io:print "finally")))))
(await (go nil))
(cancel! f)
(await (go nil))
(define w (go (try (recv! c) (catch e (io:print "first" (Error-kind e)))) (time:sleep 0) (await (go nil)) :went-on))
(await (go nil))
(cancel! w)
(io:print (await w))
(define x (go (await (go nil)) (io:print "not reached")))
(define y (go (dotimes (i 2) (try (begin (send! (chan 1) i) (io:print "sent" i)) (catch e (io:print i (Error-kind e)))))))
(cancel! x) (cancel! y)
(await y)
(io:print (try (await x) (catch e (Error-kind e))))
(define inner (go (recv! c)))
(define outer (go (await inner)))
(await (go nil))
(cancel! outer)
(io:print (try (await outer) (catch e (Error-kind e))))
(await (go nil))
(send! c :for-inner)
(io:print (await inner))

;; modes: interpreted baseline native leaving collecting
;; expect: cancelled :cancelled
;; expect: :cleaned
;; expect: runs up to here
;; expect: the task was cancelled
;; expect: :once
;; expect: nil 1
;; expect: finally
;; expect: first :cancelled
;; expect: :went-on
;; expect: 0 :cancelled
;; expect: sent 1
;; expect: :cancelled
;; expect: :cancelled
;; expect: :for-inner
