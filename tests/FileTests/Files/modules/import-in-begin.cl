; Imports and modules may stand in a begin at the top level too.
(begin
  (import "lib/counter" (add))
  (do (import "lib/points" :as points) (module m (export f) (define (f) "m.f"))))
(io:print (add 1 2) points.origin (m.f))

;; expect: counter runs
;; expect: 3 (Point 0 0) m.f
