; Only #f and nil are false.
(define (truth x) (if x "true" "false"))
(io:print (truth #t) (truth #f) (truth nil) (truth true) (truth false))
(io:print (truth 0) (truth 0.0) (truth "") (truth []) (truth 'x) (truth :k) (truth (vector)))
(io:print (not 1) (not nil) (not #f) (not [])  (xor 1 nil) (xor 1 1))
(io:print (nil? nil) (nil? #f) (nil? []) (bool? #t) (bool? nil))
(io:print true false nil #t #f)
(define (negated x) (not x))
(io:print (negated nil) (negated #f) (negated 0) (negated []) (map not [nil false 0 1]))
(io:print (xor 1 2) (xor nil #f) (xor #f 0) (xor nil 1))

;; modes: interpreted baseline native leaving collecting
;; expect: true false false true false
;; expect: true true true true true true true
;; expect: false true true false true false
;; expect: true false false true false
;; expect: true false nil true false
;; expect: true true false false [true, true, false, false]
;; expect: false false true true
