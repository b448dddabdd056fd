(define x 1)
#| begins #| and ends |# once

;; syntax-error: CL0001 2:1
