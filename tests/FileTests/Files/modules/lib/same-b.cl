(define state 0)
(define (next!) (set! state (+ state 1)) state)
