; A hundred thousand fibers at once: each waits, each goes on.
(define c (chan))
(define ts (map (lambda (i) (go (+ i (recv! c)))) (range 100000)))
(await (go nil))
(dotimes (i 100000) (send! c 1))
(io:print (fold (lambda (sum t) (+ sum (await t))) 0 ts))

;; expect: 5000050000
