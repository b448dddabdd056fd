; Who sleeps goes on when it is time, also while others keep each other busy.
(define woken (cell false))
(go (time:sleep 0.005) (cell-set! woken true))
(define ping (chan)) (define pong (chan))
(go (let loop () (send! pong (recv! ping)) (loop)))
(define start (time:monotonic))
(define (play)
  (send! ping 1)
  (recv! pong)
  (if (or (cell-get woken) (> (- (time:monotonic) start) 5000000000)) (cell-get woken) (play)))
(io:print (play))

;; modes: interpreted baseline native leaving collecting
;; expect: true
