(define x (if #t (defrecord P a) 1))

;; syntax-error: CL0031 1:18
