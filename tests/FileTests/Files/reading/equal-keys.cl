; Of equal keys in a dict literal the last value wins; the first key and its place stay.
(define n 0)
(define (next!) (set! n (+ n 1)) n)
(io:print {1 :a 2 :b 1.0 :c} {(next!) (next!) (next!) (next!)} (dict 1 2 1 3) {[1] :x [1.0] :y} '{a 1 a 2})
(io:print {"k" 1 'k 2 :k 3} (length {nil 1 #f 2 0 3 -0.0 4}))

;; modes: interpreted baseline native leaving collecting
;; expect: {1 :c, 2 :b} {1 2, 3 4} {1 3} {[1] :y} {a 2}
;; expect: {"k" 1, k 2, :k 3} 3
