; A built-in called in tail position through a variable: its value takes the frame's place, with and without operands below it.
(define (call f a b) (f a b))
(define (spread f l) (apply f l))
(define (many n) (let loop ((i 0) (s 0)) (if (< i n) (loop (+ i 1) (+ s (call max i 3))) s)))
(io:print (call + 1 2) (call list 1 2) (spread + [1 2 3]))
(io:print (many 2000))
;; expect: 3 [1, 2] 6
;; expect: 1999006
