; JSON: what stands twice is written twice, what contains itself is an error; text that ends in the middle of an escape is :parse. A builder can be built again.
(define (kind f) (try (f) (catch e (Error-kind e))))
(define v (vector 1))
(io:print (json-stringify [v v {:a v} {:b v}]) (json-stringify (let ((l [1])) [l [l] l])) (json-stringify (let ((d {:a 1})) {:x d :y d})))
(vector-set! v 0 v)
(io:print (kind (lambda () (json-stringify v))) (kind (lambda () (json-stringify [1 v]))))
(io:print (map (lambda (t) (kind (lambda () (json-parse t)))) ["\"\\" "\"\\u" "\"\\u00" "\"" "\"a" "[" "{\"a\"" "{\"a\":" "-" "1e" "1." "t" "tru" "\"\\ud800\"" "\"\\x\"" "1\0" "[]\0"]))
(io:print (handle (gen:value) (gen:value (k) (arity k))))
(define b (string-builder "a"))
(io:print (string-builder-build b) (string-builder-build b) (string-builder-build (string-builder-add! b "b" 1)) (string-builder-build b) (string-builder-build (string-builder-add! b)) (string-builder-build (string-builder)))

;; modes: interpreted baseline native leaving collecting
;; expect: [[1],[1],{"a":[1]},{"b":[1]}] [[1],[[1]],[1]] {"x":{"a":1},"y":{"a":1}}
;; expect: :type :type
;; expect: [:parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse]
;; expect: 1
;; expect: a a ab1 ab1 ab1 
