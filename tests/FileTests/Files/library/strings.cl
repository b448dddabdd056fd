; Section 9, strings.
(io:print (string-upcase "abc\u{e9}") (string-downcase "ABC") (string-trim "  x y \n"))
(io:print (string-split "a,b,,c" ",") (string-split "abc" "") (string-split "" ",") (string-join ["a" "b"] "-") (string-join [] "-"))
(io:print (string-contains? "hello" "ell") (string-contains? "hello" "") (string-index-of "hello" "l") (string-index-of "hello" "z"))
(io:print (string-replace "aXbXc" "X" "--") (starts-with? "hello" "he") (ends-with? "hello" "lo") (starts-with? "a" "ab"))
(io:print (string->list "a\u{1F600}") (list->string ["x" "y"]) (code-point "A") (code-point->string 9731) (code-point "ab" 1))
(io:print (symbol "abc") (keyword "k") (length "abc") (empty? "") (nth "abc" 1))

;; modes: interpreted baseline native leaving collecting
;; expect: ABCÉ abc x y
;; expect: ["a", "b", "", "c"] ["a", "b", "c"] [""] a-b 
;; expect: true true 2 nil
;; expect: a--b--c true true false
;; expect: ["a", "😀"] xy 65 ☃ 98
;; expect: abc :k 3 true b
