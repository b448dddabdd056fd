(define (f p)
  (match p
    ([a [b a]] b)))

;; syntax-error: CL0052 3:12
