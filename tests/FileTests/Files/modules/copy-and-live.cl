; An imported name is the value at the import; p.x is the variable itself.
(import "lib/counter" (count bump!))
(import "lib/counter" :as c)
(io:print count c.count)
(bump!)
(io:print count c.count)
(define (now) [count c.count])
(bump!)
(io:print (now))

;; modes: interpreted baseline native leaving collecting
;; expect: counter runs
;; expect: 0 0
;; expect: 0 1
;; expect: [0, 2]
