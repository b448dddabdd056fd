(define (mk) (defrecord L a) (define (use (l : L)) : L l) [L use])
(define a (mk)) (define b (mk))
(io:print ((nth a 1) ((nth a 0) 5)))
((nth a 1) ((nth b 0) 5))

;; expect: (L 5)
;; error: :type use: argument 1 (l): expected L, got L (L 5)
