; (import "path" *) binds all that the file exports: its top-level definitions, or its module's list.
(import "lib/counter" *)
(import "lib/shapes" *)
(io:print (add 1 2) count (bump!) (area 3 4) unit (later))

;; expect: counter runs
;; expect: 3 0 1 24 2 8
