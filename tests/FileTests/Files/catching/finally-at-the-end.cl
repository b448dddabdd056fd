; An error that ends the program runs the `finally` blocks that are pending, innermost first; what waits elsewhere, in a fiber or in a continuation, is dropped without.
(define kept nil)
(handle (try (a:b) (finally (io:print "finally of a continuation"))) (a:b (k) (set! kept k)))
(go (try (recv! (chan)) (finally (io:print "finally of a fiber that waits"))))
(go (try (time:sleep 1000) (finally (io:print "finally of a fiber that sleeps"))))
(go (try (await (go (recv! (chan)))) (finally (io:print "finally of a fiber that awaits"))))
(await (go nil))
(define (work) (try (+ 1 (throw 5)) (finally (io:print "inner"))))
(try (+ 1 (work)) (finally (io:print "outer")))
(io:print "not reached")

;; expect: inner
;; expect: outer
;; error: uncaught value: 5
;; at: work 8:26
;; at: top level 9:11
