(define (f) (+ 1 (db:query "x" 1)))
(io:print (try (f) (catch e (list (Error-kind e) (Error-message e)))))
(+ 1 (f))

;; modes: interpreted baseline native leaving collecting
;; expect: [:effect, "no handler for the effect db:query"]
;; error: :effect no handler for the effect db:query
;; at: f 1:18
;; at: top level 3:6
