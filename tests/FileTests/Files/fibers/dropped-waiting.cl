; Of a fiber that waits when the program ends nothing more runs, no finally either, nor of a continuation that was kept.
(define kept nil)
(handle (try (a:b) (finally (io:print "finally of a continuation"))) (a:b (k) (set! kept k)))
(go (try (recv! (chan)) (finally (io:print "finally of a fiber"))))
(await (go nil))
(io:print "end")

;; modes: interpreted baseline native leaving collecting
;; expect: end
