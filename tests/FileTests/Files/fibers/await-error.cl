; await gives the task's value or its error, each time.
(define t (go (+ 1 (head []))))
(io:print (try (await t) (catch e (Error-kind e))))
(io:print (try (await t) (catch e (Error-kind e))))
(define u (go 5))
(io:print (await u) (await u))
(define v (go (throw :v)))
(define (waiter) (go (try (await v) (catch e e))))
(io:print (map await [(waiter) (waiter)]))
(define slow (go (time:sleep 0.001) 6))
(define (wait-for-slow) (go (await slow)))
(io:print (map await [(wait-for-slow) (wait-for-slow)]))

;; modes: interpreted baseline native leaving collecting
;; expect: :index
;; expect: :index
;; expect: 5 5
;; expect: [:v, :v]
;; expect: [6, 6]
