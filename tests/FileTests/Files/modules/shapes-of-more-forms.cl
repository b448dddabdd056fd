(import "lib/counter" {add add})
(import "lib/counter" (add) more)
(import "lib/counter" :with p)
(module 5 (export f) (define f 1))
(module m [export f] (define f 1))
(import "lib/counter" :as p q)

;; syntax-error: CL0030 1:1
;; syntax-error: CL0030 2:1
;; syntax-error: CL0030 3:1
;; syntax-error: CL0030 4:1
;; syntax-error: CL0030 5:1
;; syntax-error: CL0030 6:1
