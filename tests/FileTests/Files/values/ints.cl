; 64 bits, with values on both sides of what fits into a tagged word.
(define big 4611686018427387903)
(io:print big (+ big 1) (- (- 0 big) 1) (- (- 0 big) 2))
(io:print (* big 2) (+ (* big 2) 1))
(io:print (- 9223372036854775807 9223372036854775806))
(io:print (= (+ big 1) (+ 1 big)) (= (+ big 1) big) (same? (+ big 1) (+ 1 big)))
(io:print (< big (+ big 1)) (< (- 0 big) big) (<= 4611686018427387904 4611686018427387904))
(io:print (- 5) (- -9223372036854775807) (+ 1 2 3 4) (* 1 2 3 4) (- 10 1 2 3))
(io:print (+ 7) (* 7))
(io:print (abs -5) (min 3 1 2) (max 3 1 2) (inc 4) (dec 4))

;; modes: interpreted baseline native leaving collecting
;; expect: 4611686018427387903 4611686018427387904 -4611686018427387904 -4611686018427387905
;; expect: 9223372036854775806 9223372036854775807
;; expect: 1
;; expect: true false true
;; expect: true true true
;; expect: -5 9223372036854775807 10 24 4
;; expect: 7 7
;; expect: 5 1 3 5 3
