; Imports and modules stand at the top level.
(io:print "never")
(define (f) (import "lib/counter" *))
(when true (import "lib/counter" *))
(let () (module m (export)))
(str (module m (export)))
(begin (import "lib/counter" (add)))

;; syntax-error: CL0031 3:13
;; syntax-error: CL0031 4:12
;; syntax-error: CL0031 5:9
;; syntax-error: CL0031 6:6
