; Numbers compare by exact value, also mixed; strings by code point; chains need every pair.
(io:print (< 1 2) (< 2 1) (<= 2 2) (> 3 2) (>= 2 3) (= 2 2.0) (!= 2 3))
(io:print (< 1 2 3) (< 1 3 2) (<= 1 1 2) (> 3 2 1) (= 1 1.0 1) (= 1 1 2) (< 1) (= 1))
(io:print (= 9007199254740993 9007199254740992.0) (< 9007199254740992.0 9007199254740993) (= 9223372036854775807 9223372036854775808.0))
(io:print (< 1 1.5) (> 2 1.5) (<= 1.0 1) (< -1 -0.5))
(io:print (< "a" "b") (< "a" "aa") (< "" "a") (>= "b" "a") (< "\u{FFFF}" "\u{1F600}"))
(io:print (= "a" "a") (= "a" 'a) (= :a :a) (= nil false) (= [] nil) (= 1 "1") (= true 1))
(io:print (== 1 1) (= [1 [2 "x"]] [1 [2 "x"]]) (= [1 2] [1 2 3]) (= [1] [1.0]))

;; modes: interpreted baseline native leaving collecting
;; expect: true false true true false true true
;; expect: true false true true true false true true
;; expect: false true false
;; expect: true true true true
;; expect: true true true true true
;; expect: true false true false false false false
;; expect: true true false true
