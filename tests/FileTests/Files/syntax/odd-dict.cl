(define d {:a 1 :b})

;; syntax-error: CL0014 1:19
