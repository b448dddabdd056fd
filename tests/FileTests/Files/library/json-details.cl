; JSON in detail: many elements, signs of exponents, white space between tokens and in texts, what is said of which mistake, and what has no JSON form.
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(define many (json-stringify (range 40)))
(io:print (json-parse many) (= (json-parse (str "[" (string-join (map (lambda (i) many) (range 30)) ",") "]")) (map (lambda (i) (range 40)) (range 30))))
(io:print (json-parse "{\"a\": [[1, 2], {\"b\": [3, 4]}, 5], \"c\": 6}") (json-parse "\t[\r\n1 ,\n2\t] ") (json-parse "{ \"k\" : \"a b\" , \"\" : {} }"))
(io:print (map json-parse ["1e+5" "1e-5" "12E+2" "-1.5e-2" "0e0" "0.5" "-0" "100" "1.25"]))
(io:print (map code-point (string->list (json-parse "\" !\u{7F}\u{FFFF}\""))))
(for-each (lambda (s) (message (lambda () (json-parse s))))
  ["{\"a\" 1}" "{\"a\", 1}" "{1: 2}" "[1 2]" "[1}" "{\"a\": 1]" "[1,]" "]" "1]" "\"a\tb\"" "\"\\u00g0\"" "\"\\ud800\\u0041\"" "-" "1e+" "1.e5" "-a" "00" "1e999" "tru" "fals" "[nul]"])
(define v (vector 1)) (vector-set! v 0 [v])
(message (lambda () (json-stringify v)))
(message (lambda () (json-stringify (float-vector 1 nan))))
(message (lambda () (json-stringify [inf])))
(message (lambda () (json-stringify [inc])))
(message (lambda () (json-stringify {1 2})))
(io:print (json-stringify "\r\u{8}\u{c}") (json-stringify (float-vector 1 2.5 -3)) (json-stringify (byte-vector 1 2)) (json-stringify (buffer 7 [8])))
(io:print (json-stringify {:a [] 'b {} "c" [[] {}]}) (json-stringify [1e21 1e-7 -0.0 5e-324 0.1]) (json-stringify "\u{1}\u{1F}/") (map code-point (string->list (json-stringify "\u{7F}\u{2028}"))))

;; expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39] true
;; expect: {"a" [[1, 2], {"b" [3, 4]}, 5], "c" 6} [1, 2] {"k" "a b", "" {}}
;; expect: [100000.0, 0.00001, 1200.0, -0.015, 0.0, 0.5, 0, 100, 1.25]
;; expect: [32, 33, 127, 65535]
;; expect: :parse json-parse: expected ':' at index 5
;; expect: :parse json-parse: expected ':' at index 4
;; expect: :parse json-parse: expected a string as key at index 1
;; expect: :parse json-parse: expected ',' or ']' at index 3
;; expect: :parse json-parse: expected ',' or ']' at index 2
;; expect: :parse json-parse: expected ',' or '}' at index 7
;; expect: :parse json-parse: expected a value at index 3
;; expect: :parse json-parse: expected a value at index 0
;; expect: :parse json-parse: expected the end at index 1
;; expect: :parse json-parse: the string does not end at index 2
;; expect: :parse json-parse: unknown escape at index 2
;; expect: :parse json-parse: half of a surrogate pair at index 14
;; expect: :parse json-parse: expected a digit at index 1
;; expect: :parse json-parse: expected a digit at index 3
;; expect: :parse json-parse: expected a digit at index 2
;; expect: :parse json-parse: expected a digit at index 1
;; expect: :parse json-parse: expected the end at index 1
;; expect: :parse json-parse: 1e999 is beyond the range of a Float at index 5
;; expect: :parse json-parse: expected a value at index 0
;; expect: :parse json-parse: expected a value at index 0
;; expect: :parse json-parse: expected a value at index 1
;; expect: :type json-stringify: argument 1: expected a value that does not contain itself, got Vector #[[...]]
;; expect: :type json-stringify: argument 1: expected a finite number, got FloatVector #f[1.0, nan]
;; expect: :type json-stringify: argument 1: expected a finite number, got Float inf
;; expect: :type json-stringify: argument 1: expected a JSON value, got Function #<function inc/1>
;; expect: :type json-stringify: argument 1: expected String or Keyword keys, got Int 1
;; expect: "\r\b\f" [1.0,2.5,-3.0] [1,2] [7,[8]]
;; expect: {"a":[],"b":{},"c":[[],{}]} [1e+21,1e-7,-0.0,5e-324,0.1] "\u0001\u001f/" [34, 127, 8232, 34]
