(define (f)
  (defrecord P a b)
  (lambda (p) (match p ((P a b c) a))))

;; syntax-error: CL0054 3:25
