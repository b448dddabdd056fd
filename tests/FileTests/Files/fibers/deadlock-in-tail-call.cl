; What waits may be called through a variable, also in tail position: then the caller has gone.
(define (through f c) (f c))
(define (spread f l) (apply f l))
(io:print (map (lambda (i) (let ((c (chan 1))) (through (lambda (x) (send! x i)) c) (through recv! c))) (range 30)))
(io:print (map (lambda (i) (spread recv-or! [(let ((c (chan))) (close! c) c) i])) (range 30)))
(define waits (go (+ 1 (spread recv! [(chan)]))))
(+ 1 (through await waits))

;; modes: interpreted baseline native leaving collecting
;; expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]
;; expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]
;; error: :deadlock all fibers are blocked: fiber 1 waits for fiber 2 to finish; fiber 2 waits for recv! on a channel
;; at: top level 7:6
