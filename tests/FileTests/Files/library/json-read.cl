; json-parse: objects are dicts with string keys; what is no JSON is a parse error.
(io:print (json-parse "{\"a\": [1, -2.5, 1e3, true, false, null], \"b\": {\"c\": \"d\"}}") (json-parse " [ ] ") (json-parse "{}") (json-parse "\"x\"") (json-parse "null") (json-parse "-0") (json-parse "-0.0") (json-parse "12"))
(io:print (map (lambda (s) (map code-point (string->list (json-parse s)))) ["\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"" "\"\\u0041\\u00e9\\u2603\"" "\"\\ud83d\\ude00\"" "\"\u{1F600}\""]))
(io:print (json-parse "9223372036854775807") (json-parse "9223372036854775808") (json-parse "-9223372036854775809") (json-parse "1E2") (json-parse "{\"k\": 1, \"j\": 2, \"k\": 3}") (length (json-parse (str (string-join (map (lambda (i) "[") (range 500)) "") (string-join (map (lambda (i) "]") (range 500)) "")))))
(define (kind s) (try (json-parse s) (catch e (Error-kind e))))
(io:print (map kind ["" " " "[1,]" "[1" "{\"a\"}" "{a: 1}" "{\"a\": 1,}" "01" "+1" ".5" "1." "1e" "--1" "0x10" "tru" "nul" "'a'" "\"a" "\"\\x\"" "\"\\u12\"" "\"\\ud800\"" "\"\\udc00x\"" "\"\n\"" "1 2" "[1 2]" "1e400" "NaN" "Infinity" "// c\n1"]))
(io:print (try (json-parse 1) (catch e (Error-message e))))

;; modes: interpreted baseline native leaving collecting
;; expect: {"a" [1, -2.5, 1000.0, true, false, nil], "b" {"c" "d"}} [] {} x nil 0 -0.0 12
;; expect: [[34, 92, 47, 8, 12, 10, 13, 9], [65, 233, 9731], [128512], [128512]]
;; expect: 9223372036854775807 9223372036854776000.0 -9223372036854776000.0 100.0 {"k" 3, "j" 2} 1
;; expect: [:parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse, :parse]
;; expect: json-parse: argument 1: expected String, got Int 1
