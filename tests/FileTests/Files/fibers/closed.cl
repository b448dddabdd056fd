; A closed channel gives what is left, then nil or the default; sending to it is :closed.
(define c (chan 3))
(send! c 1) (send! c 2) (close! c) (close! c)
(io:print (recv! c) (recv-or! c :none) (recv! c) (recv-or! c :none) (try-recv! c))
(io:print (try (send! c 3) (catch e (list (Error-kind e) (Error-message e)))))
(io:print (try (try-send! c 3) (catch e (Error-kind e))))
(io:print (try (select ((send! c 3) (lambda () 1))) (catch e [(Error-kind e) (Error-message e)])))
(define d (chan))
(define waiting (go (try (send! d 1) (catch e [(Error-kind e) (Error-message e)]))))
(define receiving (chan))
(define r (go (recv-or! receiving :closed-under-me)))
(go nil)
(await (go nil))
(close! d) (close! receiving)
(io:print (await waiting) (await r))
(define open (chan))
(go (send! open :late))
(io:print (recv-or! open :none))

;; modes: interpreted baseline native leaving collecting
;; expect: 1 2 nil :none nil
;; expect: [:closed, "send!: the channel is closed"]
;; expect: :closed
;; expect: [:closed, "send!: the channel is closed"]
;; expect: [:closed, "send!: the channel is closed"] :closed-under-me
;; expect: :late
