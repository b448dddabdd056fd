; Thrown anew, an error has the trace of its new place.
(define (f) (+ 1 (head [])))
(define (g) (try (f) (catch e (throw e))))
(+ 1 (g))

;; modes: interpreted baseline native leaving collecting
;; error: :index head: index 0 is out of range for length 0
;; at: g 3:31
;; at: top level 4:6
