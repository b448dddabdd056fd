; A million fibers fit in the memory of a run, so 50 thousand of them in a twentieth of it.
(define c (chan))
(define n 50000)
(define (wait i) (+ i (recv! c)))
(define ts (map (lambda (i) (go (wait i))) (range n)))
(await (go nil))
(await (go nil))
(dotimes (i n) (send! c 1))
(io:print (fold (lambda (sum t) (+ sum (await t))) 0 ts))

;; heap: 100m

;; expect: 1250025000
