(define x 1)
(defrecord P (a 1))

;; syntax-error: CL0030 2:1
