(define my:print 5)

;; syntax-error: CL0021 1:9
