; And one folder up.
(import "../shapes" (area))
(define (value) (area 2 3))
