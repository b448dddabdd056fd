; A fiber inherits no handlers.
(define t (handler ((n:get (lambda () 1))) (go (try (n:get) (catch e (Error-kind e))))))
(io:print (await t))
(define c (chan))
(handler ((n:get (lambda () :main)))
  (define u (go (handler ((n:get (lambda () :fiber))) (send! c (n:get)) (send! c (n:get)))))
  (io:print (recv! c) (n:get) (recv! c) (n:get)))

;; modes: interpreted baseline native leaving collecting
;; expect: :effect
;; expect: :fiber :main :fiber :main
