(import "std/string" :as s)
(io:print (s.pad-left "7" 3 "0") (s.pad-right "ab" 4 ".") (s.pad-left "long" 2 "0") (s.repeat 3 "ab") (str "[" (s.repeat 0 "ab") "]"))
(io:print [(s.lines "a\r\nb\n\nc\n") (s.lines "") (s.words "  a\tbc \n d ")])
(io:print [(s.capitalize "école") (s.capitalize "") (s.blank? " \t\n") (s.blank? "x") (s.reverse-text "abc") (s.common-prefix "interface" "internet") (s.common-prefix "" "a")])

;; expect: 007 ab.. long ababab []
;; expect: [["a", "b", "", "c"], [], ["a", "bc", "d"]]
;; expect: ["École", "", true, false, "cba", "inter", ""]
