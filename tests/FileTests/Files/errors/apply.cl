; Wrong arguments of apply: like any built-in it has no line, its caller has, also in tail position and when the caller is hot.
(define (spread f l) (apply f l))
(define (inner f l) (+ 1 (apply f 2 l)))
(define (kind f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(dotimes (i 500) (spread + [1 2]) (inner + [1 2]))
(kind (lambda () (spread 5 [])))
(kind (lambda () (inner "text" [1])))
(kind (lambda () (spread 5 6)))
(kind (lambda () (spread + 6)))
(kind (lambda () (inner + 6)))
(kind (lambda () (inner + (range 2000))))
(kind (lambda () (spread + (range 2000))))
(kind (lambda () (map apply [1] [[]])))
(define (run f) (+ 1 (spread f [1])))
(run :k)

;; modes: interpreted baseline native leaving collecting
;; expect: :type apply: argument 1: expected Function, got Int 5
;; expect: :type apply: argument 1: expected Function, got String "text"
;; expect: :type apply: argument 1: expected Function, got Int 5
;; expect: :type apply: argument 2: expected List, got Int 6
;; expect: :type apply: argument 3: expected List, got Int 6
;; expect: :limit a call takes at most 1024 arguments
;; expect: :limit a call takes at most 1024 arguments
;; expect: :type apply: argument 1: expected Function, got Int 1
;; error: :type apply: argument 1: expected Function, got Keyword :k
;; at: spread 2:22
;; at: run 14:22
