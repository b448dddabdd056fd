(define x "\u{D800}")

;; syntax-error: CL0004 1:12
