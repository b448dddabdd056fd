; Two files with the same text are two modules.
(import "lib/same-a" :as a)
(import "lib/same-b" :as b)
(io:print (a.next!) (a.next!) (b.next!) a.state b.state)

;; expect: 1 2 1 2 1
