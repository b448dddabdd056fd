; A select that waits, waits in all its clauses; when one is served it waits in none of the others. Who waits to send gets the room that a receive leaves.
(define a (chan)) (define b (chan)) (define c (chan))
(define (waiting f) (let ((t (go (f)))) (await (go nil)) t))
(define (any) (select ((recv! a) (lambda (v) [:a v])) ((recv! b) (lambda (v) [:b v])) ((send! c :out) (lambda () :sent))))
(define t (waiting any))
(send! a 1)
(io:print (await t) (try-send! a 2) (try-send! b 2) (try-recv! c))
(define u (waiting any))
(send! b 3)
(io:print (await u) (try-send! a 4) (try-send! b 4) (try-recv! c))
(define w (waiting any))
(io:print (recv! c) (await w) (try-send! a 5) (try-send! b 5) (try-recv! c))
; Of two that wait for one channel the first is served first, select or not.
(define first (waiting (lambda () (select ((recv! b) (lambda (v) [:first v])) ((recv! a) (lambda (v) [:first v]))))))
(define second (waiting (lambda () [:second (recv! a)])))
(define third (waiting (lambda () (select ((recv! a) (lambda (v) [:third v]))))))
(for-each (lambda (v) (send! a v)) [1 2 3])
(io:print (map await [first second third]))
; A channel twice in one select.
(define twice (waiting (lambda () (select ((recv! a) (lambda (v) [:recv v])) ((send! a :mine) (lambda () :sent))))))
(io:print (recv! a) (await twice) (try-recv! a))
; Who waits to send goes on when there is room, not when its value is taken.
(define full (chan 2))
(define sender (go (dotimes (i 4) (send! full i) (io:print "sent" i))))
(await (go nil))
(io:print (recv! full))
(await (go nil))
(io:print (recv! full) (try-send! full 9))
(await (go nil))
(io:print (recv! full) (recv! full) (try-recv! full))
; What a channel holds keeps its order when it grows, wherever its first value stands.
(define wide (chan 100))
(dotimes (i 4) (send! wide i))
(io:print (recv! wide) (recv! wide) (recv! wide))
(dotimes (i 12) (send! wide (+ 10 i)))
(close! wide)
(define (rest) (let ((v (recv! wide))) (if (nil? v) [] (cons v (rest)))))
(io:print (rest))

;; modes: interpreted baseline native leaving collecting
;; expect: [:a, 1] false false nil
;; expect: [:b, 3] false false nil
;; expect: :out :sent false false nil
;; expect: [[:first, 1], [:second, 2], [:third, 3]]
;; expect: :mine :sent nil
;; expect: sent 0
;; expect: sent 1
;; expect: 0
;; expect: sent 2
;; expect: 1 false
;; expect: sent 3
;; expect: 2 3 nil
;; expect: 0 1 2
;; expect: [3, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]
