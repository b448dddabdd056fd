(define c (chan 1))
(io:print (try-recv! c) (try-send! c 1) (try-send! c 2) (try-recv! c) (try-recv! c))
(define d (chan))
(io:print (try-send! d 1))
(define t (go (recv! d)))
(await (go nil))
(io:print (try-send! d 7) (await t))
(define u (go (send! d 8) :sent))
(await (go nil))
(io:print (try-recv! d) (await u) (try-recv! d))

;; modes: interpreted baseline native leaving collecting
;; expect: nil true false 1 nil
;; expect: false
;; expect: true 7
;; expect: 8 :sent nil
