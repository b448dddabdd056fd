; Calls of imported functions and of members become machine code like any others.
(import "lib/shapes" (area))
(import "lib/counter" :as c)
(module m (export twice) (define (twice x) (+ x x)))
(define (work n sum)
  (if (= n 0) sum (work (- n 1) (+ sum (area n 1) (c.add n 1) (m.twice n)))))
(io:print (work 3000 0))
(dotimes (i 200) (c.bump!))
(io:print c.count)

;; expect: counter runs
;; expect: 22510500
;; expect: 200
