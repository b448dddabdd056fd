; A failed task that nobody awaited prints its error; one that was cancelled or awaited does not.
(define a (go (throw :first)))
(define b (go (+ 1 (vector-ref (vector) 3))))
(define c (go (recv! (chan))))
(define d (go (throw :caught)))
(await (go nil))
(try (await d) (catch e nil))
(cancel! c)
(await (go nil))
(io:print "end")

;; modes: interpreted baseline native leaving collecting
;; expect: end
;; task-error: uncaught value: :first
;; task-error: :index vector-ref: index 3 is out of range for length 0
