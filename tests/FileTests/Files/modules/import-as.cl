; (import "path" :as p) binds the module; p.f is its member.
(import "lib/shapes" :as s)
(import "lib/counter" :as c)
(io:print (s.area 1 5) s.unit (c.add 3 4) (map s.later []) s.area)
(define (twice x) (s.area x 2))
(io:print (twice 4))
(io:print s c)

;; modes: interpreted baseline native leaving collecting
;; expect: counter runs
;; expect: 10 2 7 [] #<function area/2>
;; expect: 16
;; expect: #<module shapes> #<module counter>
