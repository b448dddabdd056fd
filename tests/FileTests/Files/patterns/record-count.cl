(defrecord P a b)
(define (f p) (match p ((P a) a)))

;; syntax-error: CL0054 2:25
