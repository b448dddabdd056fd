(import)
(import "lib/counter")
(import lib/counter *)
(import "lib/counter" all)
(import "lib/counter" :as)
(import "lib/counter" :as 3)
(import "lib/counter" (add 3))
(import "lib/counter" * *)
(module)
(module m)
(module m (f))
(module m (export 3))
(module if (export))
(import "lib/counter" :as let)
(import "lib/counter" (cond))

;; syntax-error: CL0030 1:1
;; syntax-error: CL0030 2:1
;; syntax-error: CL0030 3:1
;; syntax-error: CL0030 4:1
;; syntax-error: CL0030 5:1
;; syntax-error: CL0030 6:1
;; syntax-error: CL0030 7:1
;; syntax-error: CL0030 8:1
;; syntax-error: CL0030 9:1
;; syntax-error: CL0030 10:1
;; syntax-error: CL0030 11:1
;; syntax-error: CL0030 12:1
;; syntax-error: CL0020 13:9
;; syntax-error: CL0020 14:27
;; syntax-error: CL0020 15:24
