; A file runs once, however often and from wherever it is imported.
(import "lib/chain" (chained))
(import "lib/counter" (count))
(import "./lib/../lib/counter.cl" :as again)
(import "lib/chain" :as chain)
(io:print count again.count (chained) (chain.chained) again.count)

;; modes: interpreted baseline native leaving collecting
;; expect: counter runs
;; expect: 0 0 [1, 12] [2, 12] 2
