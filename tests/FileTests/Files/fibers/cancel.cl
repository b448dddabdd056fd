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

;; modes: interpreted baseline native leaving collecting
;; expect: cancelled :cancelled
;; expect: :cleaned
;; expect: runs up to here
;; expect: the task was cancelled
;; expect: :once
;; expect: nil 1
;; expect: finally
