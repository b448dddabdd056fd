; A file with one module exports that module's list: a module inside of it does not count.
(import "lib/nested" *)
(define (kind f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(io:print a)
(kind (lambda () c))
(kind (lambda () outer))
(import "lib/nested" :as nested)
(io:print nested nested.a)
(import "lib/deep/leaf" :as leaf)
(io:print leaf)

;; modes: interpreted baseline native leaving collecting
;; expect: 2
;; expect: :unbound unbound variable: c
;; expect: :unbound unbound variable: outer
;; expect: #<module outer> 2
;; expect: #<module leaf>
