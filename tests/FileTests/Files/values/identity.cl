; same? is identity: of numbers type and bits, of strings and symbols content, of collections the object.
(io:print (same? 1 1) (same? 1 1.0) (same? 0.0 -0.0) (same? nan nan) (same? nan (- nan)) (same? 4611686018427387904 (+ 4611686018427387903 1)) (same? 1.5 (+ 1 0.5)))
(io:print (same? "ab" (str "a" "b")) (same? 'a (symbol "a")) (same? :a (keyword "a")) (same? nil nil) (same? #t true) (same? nil #f))
(define (plus a b) (+ a b))
(io:print (same? (plus 4611686018427387903 1) (plus 4611686018427387902 2)) (same? (plus 1e300 0.0) (plus 0.0 1e300)) (same? (plus 1e300 1e299) 1e300) (same? (plus 4611686018427387903 1) (plus 4611686018427387903 2)))
(define l [1])
(io:print (same? l l) (same? l [1]) (same? (tail [1]) []) (same? (vector) (vector)) (same? map map) (same? {:a 1} {:a 1}))
(io:print (try (same? 1) (catch e (Error-kind e))) (try (same? 1 1 1) (catch e (Error-kind e))))
(io:print (same? 1e300 0x7E37E43C8800759C) (same? (plus 0x7E37E43C8800759C 0) (plus 1e300 0.0)))

;; modes: interpreted baseline native leaving collecting
;; expect: true false false true true true true
;; expect: true true true true true false
;; expect: true true false false
;; expect: true false true false true false
;; expect: :arity :arity
;; expect: false false
