; type-of names the type as a symbol.
(io:print (type-of 1) (type-of 4611686018427387904) (type-of 1.5) (type-of 0.0) (type-of #t) (type-of nil))
(io:print (type-of "s") (type-of 's) (type-of :k) (type-of [1]) (type-of []) (type-of (vector)))
(io:print (type-of (lambda () 1)) (type-of +) (symbol? (type-of 1)))
(io:print (int? 1) (int? 1.0) (float? 1.0) (number? 1) (number? "1") (function? +) (function? (lambda () 1)) (function? 'f))

;; modes: interpreted baseline native leaving collecting
;; expect: Int Int Float Float Bool Nil
;; expect: String Symbol Keyword List List Vector
;; expect: Function Function true
;; expect: true false true true false true true false
