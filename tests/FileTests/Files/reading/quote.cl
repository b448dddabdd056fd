; A quoted datum is data: lists, symbols, the constants; nothing in it is evaluated.
(io:print 'a '(a b 1 2.5 "s" :k) '())
(io:print '(if x (set! y 1)))
(io:print '[1 [2 3]] '(1 (2 (3))))
(io:print '(nil true #f) (quote (quote x)) ''x)
(io:print '{:a 1 b 2})
(io:print (= '(1 2) [1 2]) (= 'a 'a) (= 'a 'b))
(io:print (first '(x y)) (symbol? (first '(x y))) (length '(1 2 3)))
(io:print (type-of 'a) (type-of '(a)) (type-of '()))
'alone ''twice '(1 2)

;; modes: interpreted baseline native leaving collecting
;; expect: a [a, b, 1, 2.5, "s", :k] []
;; expect: [if, x, [set!, y, 1]]
;; expect: [1, [2, 3]] [1, [2, [3]]]
;; expect: [nil, true, false] [quote, x] [quote, x]
;; expect: {:a 1, b 2}
;; expect: true true false
;; expect: x true 3
;; expect: Symbol List List
