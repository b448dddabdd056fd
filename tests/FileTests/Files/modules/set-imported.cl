; Imported names, and members of modules, are immutable.
(import "lib/counter" (count))
(import "lib/counter" :as c)
(import "lib/shapes" *)
(module m (export x) (define x 1))
(set! count 1)
(set! c 1)
(set! c.count 1)
(set! unit 3)
(set! m.x 2)

;; syntax-error: CL0023 6:7
;; syntax-error: CL0023 7:7
;; syntax-error: CL0023 8:7
;; syntax-error: CL0023 9:7
;; syntax-error: CL0023 10:7
