; A file with one module exports that module's list: a module inside of it does not count.
(import "lib/nested" *)
(define (kind f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(io:print a)
(kind (lambda () c))
(kind (lambda () outer))

;; modes: interpreted baseline native leaving collecting
;; expect: 2
;; expect: :unbound unbound variable: c
;; expect: :unbound unbound variable: outer
