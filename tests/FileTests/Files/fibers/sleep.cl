; A sleeping fiber lets others run; all of them sleeping, the program waits.
(define t (go (time:sleep 0.05) (io:print "second") 2))
(define u (go (io:print "first") 1))
(io:print (+ (await t) (await u)))
(time:sleep 0)
(define s (go (time:sleep 1000000)))
(await (go nil))
(cancel! s)
(io:print (try (await s) (catch e (Error-kind e))))

;; modes: interpreted baseline native leaving collecting
;; expect: first
;; expect: second
;; expect: 3
;; expect: :cancelled
