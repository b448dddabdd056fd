; Fibers: a number goes n times around a ring of a hundred fibers, each of which takes it from a channel, adds one and sends it on.
(define (relay from to n)
  (dotimes (i n) (send! to (+ (recv! from) 1))))

(define (run n)
  (let ((channels (make-vector 101 nil)))
    (dotimes (i 101) (vector-set! channels i (chan)))
    (dotimes (i 100)
      (let ((from (vector-ref channels i)) (to (vector-ref channels (+ i 1))))
        (go (relay from to n))))
    (let loop ((k 0) (x 0))
      (if (= k n)
          x
          (begin
            (send! (vector-ref channels 0) x)
            (loop (+ k 1) (recv! (vector-ref channels 100))))))))
