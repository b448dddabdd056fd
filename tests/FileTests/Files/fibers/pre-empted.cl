; A fiber that computes for long is pre-empted, so that another one can end its loop.
(define flag #f)
(define turns 0)
(define t (go (while (not flag) (set! turns (+ turns 1))) :ended))
(define u (go (let loop ((n 0)) (if flag :also (loop (+ n 1))))))
(define s (go (time:sleep 0) (set! flag #t) :set))
(io:print (await t) (await u) (await s))
; a computing fiber is cancelled when it is pre-empted
(define v (go (try (while #t nil) (catch e (Error-kind e)))))
(await (go nil))
(cancel! v)
(io:print (await v))

;; pre-empted

;; modes: interpreted baseline native leaving collecting
;; expect: :ended :also :set
;; expect: :cancelled
