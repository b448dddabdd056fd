; In quoted data brackets are lists, braces dicts, and nil and the booleans the values.
(io:print (type-of (head '([a b]))) (= '[a b] '(a b)) (nil? (head '(nil))) (= '(true #f inf) [#t false 'inf]))
(io:print (dict-get '{a {b (c d)}} 'a) (type-of '{}) (length ''a) (= ''a '(quote a)) (map type-of '(1 1.5 "s" :k s () {} nil #t)))
(io:print (same? 'a (symbol "a")) (same? :a (keyword "a")) (= '(x) '(x)) 'io:print (type-of 'io:print) (type-of 'a.b))

;; modes: interpreted baseline native leaving collecting
;; expect: List true true true
;; expect: {b [c, d]} Dict 2 true [Int, Float, String, Keyword, Symbol, List, Dict, Nil, Bool]
;; expect: true true true io:print Symbol Symbol
