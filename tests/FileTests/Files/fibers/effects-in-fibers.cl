; Continuations and fibers together: a computation that waits for a channel inside a handle.
(define c (chan))
(define (producer) (dotimes (i 3) (send! c i)) (close! c))
(go (producer))
(define (collect f) (handle (f) (gen:yield (v k) (cons v (k nil))) (return (v) [])))
(io:print (collect (lambda () (let loop () (let ((v (recv! c))) (when (not (nil? v)) (gen:yield v) (loop)))))))

;; modes: interpreted baseline native leaving collecting
;; expect: [0, 1, 2]
