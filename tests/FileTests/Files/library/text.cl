; Strings: making, cutting, searching.
(io:print (str) (str "a" 1 2.5 nil :k 'b [1 "c"]) (concat) (concat "a" "" "bc") (string-length "") (substring "hello" 1) (substring "hello" 1 3) (substring "hello" 5) (substring "hello" 2 2) (char-at "h\u{1F600}y" 1))
(io:print (string-split "a,b,,c," ",") (string-split "abc" "") (string-split "" ",") (string-split "" "") (string-split "aaa" "aa") (string-split "a--b" "--") (string-join ["a" "b" "c"] ", ") (string-join [] "-") (string-join ["a"] "-"))
(io:print [(string-trim "  x y \n\t") (string-trim "\u{a0}\u{2003}x\u{3000}") (string-trim " ") (string-trim "\u{200b}x")])
(io:print (string-contains? "hello" "ell") (string-contains? "hello" "") (string-contains? "" "a") (string-index-of "hello" "l") (string-index-of "h\u{1F600}llo" "llo") (string-index-of "hello" "z") (string-index-of "hello" ""))
(io:print (string-replace "aXbXc" "X" "--") (string-replace "aaa" "aa" "b") (string-replace "abc" "z" "y") (string-replace "aab" "ab" "b") (try (string-replace "abc" "" "-") (catch e (Error-kind e))) (starts-with? "hello" "he") (starts-with? "he" "hello") (starts-with? "a" "") (ends-with? "hello" "lo") (ends-with? "lo" "hello") (ends-with? "a" ""))
(io:print (string->list "a\u{1F600}") (string->list "") (list->string ["x" "yz" ""]) (list->string []) (code-point "A") (code-point "ab" 1) (code-point->string 9731) (code-point->string 0x1F600) (= (code-point->string 0) "\0"))
(io:print (symbol "abc") (keyword "k") (symbol "a b") (string? "a") (string? 'a) (symbol? 'a) (symbol? "a") (keyword? :a) (keyword? 'a))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (substring "abc" 4)))
(message (lambda () (substring "abc" 1 4)))
(message (lambda () (char-at "abc" 3)))
(message (lambda () (code-point "")))
(message (lambda () (code-point->string 0xD800)))
(message (lambda () (code-point->string 0x110000)))
(message (lambda () (code-point->string -1)))
(message (lambda () (code-point->string 4294967361)))
(message (lambda () (string-join [1 2] ",")))
(message (lambda () (list->string [1])))
(message (lambda () (string-split "a" 1)))
(message (lambda () (string-upcase :a)))
(message (lambda () (starts-with? "a" nil)))
(message (lambda () (ends-with? 1 "a")))
(message (lambda () (string-contains? "a" 'a)))
(message (lambda () (string-index-of "a")))
(message (lambda () (string-trim 5)))
(message (lambda () (string-downcase nil)))
(message (lambda () (string->list [1])))
(message (lambda () (symbol 'a)))
(message (lambda () (keyword 1)))
(io:print (code-point "ab") (code-point "ab" 1) (string-trim "  a  b  "))
(io:print (starts-with? "hello" "ho") (starts-with? "hello" "je") (ends-with? "hello" "la") (ends-with? "hello" "jo") (ends-with? "hello" "hell") (starts-with? "ab\u{1F600}" "ab\u{1F601}") (string-index-of "abc" "\u{17c}") (string-contains? "a\u{17c}" "\u{1F600}"))

;; modes: interpreted baseline native leaving collecting
;; expect:  a12.5nil:kb[1, "c"]  abc 0 ello el   😀
;; expect: ["a", "b", "", "c", ""] ["a", "b", "c"] [""] [] ["", "a"] ["a", "b"] a, b, c  a
;; expect: ["x y", "x", "", "​x"]
;; expect: true true false 2 2 nil 0
;; expect: a--b--c ba abc ab abc true false true true false true
;; expect: ["a", "😀"] [] xyz  65 98 ☃ 😀 true
;; expect: abc :k a b true false true false true false
;; expect: :index substring: index 4 is out of range for length 3
;; expect: :index substring: index 4 is out of range for length 3
;; expect: :index char-at: index 3 is out of range for length 3
;; expect: :index code-point: index 0 is out of range for length 0
;; expect: :range code-point->string: 55296 is not a Unicode scalar value
;; expect: :range code-point->string: 1114112 is not a Unicode scalar value
;; expect: :range code-point->string: -1 is not a Unicode scalar value
;; expect: :range code-point->string: 4294967361 is not a Unicode scalar value
;; expect: :type string-join: argument 1: expected a List of String, got an element Int 1
;; expect: :type list->string: argument 1: expected a List of String, got an element Int 1
;; expect: :type string-split: argument 2: expected String, got Int 1
;; expect: :type string-upcase: argument 1: expected String, got Keyword :a
;; expect: :type starts-with?: argument 2: expected String, got Nil nil
;; expect: :type ends-with?: argument 1: expected String, got Int 1
;; expect: :type string-contains?: argument 2: expected String, got Symbol a
;; expect: :arity string-index-of: expected 2 arguments, got 1
;; expect: :type string-trim: argument 1: expected String, got Int 5
;; expect: :type string-downcase: argument 1: expected String, got Nil nil
;; expect: :type string->list: argument 1: expected String, got List [1]
;; expect: :type symbol: argument 1: expected String, got Symbol a
;; expect: :type keyword: argument 1: expected String, got Int 1
;; expect: 97 98 a  b
;; expect: false false false false false false nil false
