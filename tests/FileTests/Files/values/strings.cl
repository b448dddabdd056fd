; Strings are sequences of code points.
(io:print (str "a" 1 2.5 nil true [1 "x"] 'sym :k) (str))
(io:print (string-length "") (string-length "h\u{e9}llo") (string-length "\u{1F600}"))
(io:print (concat "ab" "cd" "") (substring "hello" 1 3) (substring "hello" 2) (char-at "h\u{1F600}y" 1))
(io:print (= "abc" (concat "a" "bc")) (string? "x") (string? 'x))
(io:print "top" ["inner" "a\"b"] 'sym)

;; modes: interpreted baseline native leaving collecting
;; expect: a12.5niltrue[1, "x"]sym:k 
;; expect: 0 5 1
;; expect: abcd el llo 😀
;; expect: true true false
;; expect: top ["inner", "a\"b"] sym
