; All fibers blocked is an error in the main fiber whose data lists what each waits for.
(define c (chan))
(define t (go (send! c 1) (send! c 2)))
(io:print (recv! c))
(define (wait) (+ 1 (await (go (recv! (chan))))))
(io:print (try (wait) (catch e (list (Error-kind e) (length (Error-data e))))))
(define both (go (select ((recv! (chan)) (lambda (v) v)) ((send! (chan) 1) (lambda () 1)))))
(go (await both))
(io:print (try (recv! (chan)) (catch e (Error-data e))))
(recv! (chan))

;; modes: interpreted baseline native leaving collecting
;; expect: 1
;; expect: [:deadlock, 3]
;; expect: ["fiber 2 waits for send! on a channel", "fiber 3 waits for recv! on a channel", "fiber 1 waits for recv! on a channel", "fiber 4 waits for select on 2 channels", "fiber 5 waits for fiber 4 to finish"]
;; error: :deadlock all fibers are blocked: fiber 2 waits for send! on a channel; fiber 3 waits for recv! on a channel; fiber 4 waits for select on 2 channels; fiber 5 waits for fiber 4 to finish; fiber 1 waits for recv! on a channel
;; at: top level 10:1
