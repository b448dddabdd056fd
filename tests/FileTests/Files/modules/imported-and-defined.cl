; A name is imported or defined, not both.
(import "lib/counter" (add))
(import "lib/shapes" :as s)
(import "lib/shapes" *)
(define (add a) a)
(define s 1)
(define unit 3)
(module m (export add)
  (import "lib/counter" (add))
  (define (add a) a))

;; syntax-error: CL0060 2:24
;; syntax-error: CL0060 3:26
;; syntax-error: CL0060 4:1
;; syntax-error: CL0060 9:26
