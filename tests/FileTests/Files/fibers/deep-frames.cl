; Fibers with many frames keep them while they wait.
(define (deep n down c) (if (= n 0) (begin (send! down n) (recv! c)) (+ 1 (deep (- n 1) down c))))
(define (deep-here n) (if (= n 0) 0 (+ 1 (deep-here (- n 1)))))
(define down (chan))
(define c (chan))
(define a (go (deep 20000 down c)))
(define b (go (deep 10000 down c)))
(io:print (recv! down) (recv! down))
(await (go nil))
(send! c 1)
(send! c 2)
(io:print (deep-here 5000) (await a) (await b))

;; expect: 0 0
;; expect: 5000 20001 10002
