; What the functions of strings, symbols and json say of wrong arguments and of too few or too many: each argument of each.
(define (message f args) (try (begin (apply f args) nil) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (with l i x) (append (take i l) (cons x (drop (+ i 1) l))))
; Calls it with no arguments, with one too many, and once for each argument with something of no use in its place.
(define (wrong f . right)
  (message f [])
  (message f (append right [nil]))
  (for-each (lambda (i) (message f (with right i 'no))) (range (length right))))
(for-each (lambda (f) (wrong f "a")) [string-length string-upcase string-downcase string-trim string->list string->int string->float string->bytes symbol keyword string? symbol? keyword? json-parse])
(wrong substring "abc" 1 2)
(message substring ["abc" 2 1])
(message substring ["abc" -1 1])
(message substring ["abc" 1 4])
(wrong char-at "abc" 1)
(message char-at ["abc" 3])
(message char-at ["abc" -1])
(wrong code-point "abc" 1)
(message code-point ["" 0])
(message code-point [""])
(wrong code-point->string 65)
(for-each (lambda (n) (message code-point->string [n])) [-1 1114112 0xD800])
(for-each (lambda (f) (wrong f "ab" "b")) [concat string-contains? string-index-of starts-with? ends-with? string-split])
(wrong string-join ["a"] ",")
(message string-join [["a" 1] ","])
(wrong string-replace "ab" "a" "c")
(wrong list->string ["a"])
(message list->string [["a" nil]])
(wrong int->string 1)
(message int->string [1.0])
(wrong bytes->string (byte-vector 65))
(message bytes->string [(byte-vector 65 255)])
(wrong string-builder-add! (string-builder) "a")
(wrong string-builder-build (string-builder))
(wrong json-stringify 1)
(message json-stringify [(lambda (x) x)])
(message json-stringify [{1 2}])
(message json-stringify [nan])
(for-each (lambda (t) (message json-parse [t])) ["" "[1" "{1: 2}" "1 2" "01" "nul"])

;; expect: :arity string-length: expected 1 argument, got 0
;; expect: :arity string-length: expected 1 argument, got 2
;; expect: :type string-length: argument 1: expected String, got Symbol no
;; expect: :arity string-upcase: expected 1 argument, got 0
;; expect: :arity string-upcase: expected 1 argument, got 2
;; expect: :type string-upcase: argument 1: expected String, got Symbol no
;; expect: :arity string-downcase: expected 1 argument, got 0
;; expect: :arity string-downcase: expected 1 argument, got 2
;; expect: :type string-downcase: argument 1: expected String, got Symbol no
;; expect: :arity string-trim: expected 1 argument, got 0
;; expect: :arity string-trim: expected 1 argument, got 2
;; expect: :type string-trim: argument 1: expected String, got Symbol no
;; expect: :arity string->list: expected 1 argument, got 0
;; expect: :arity string->list: expected 1 argument, got 2
;; expect: :type string->list: argument 1: expected String, got Symbol no
;; expect: :arity string->int: expected 1 argument, got 0
;; expect: :arity string->int: expected 1 argument, got 2
;; expect: :type string->int: argument 1: expected String, got Symbol no
;; expect: :arity string->float: expected 1 argument, got 0
;; expect: :arity string->float: expected 1 argument, got 2
;; expect: :type string->float: argument 1: expected String, got Symbol no
;; expect: :arity string->bytes: expected 1 argument, got 0
;; expect: :arity string->bytes: expected 1 argument, got 2
;; expect: :type string->bytes: argument 1: expected String, got Symbol no
;; expect: :arity symbol: expected 1 argument, got 0
;; expect: :arity symbol: expected 1 argument, got 2
;; expect: :type symbol: argument 1: expected String, got Symbol no
;; expect: :arity keyword: expected 1 argument, got 0
;; expect: :arity keyword: expected 1 argument, got 2
;; expect: :type keyword: argument 1: expected String, got Symbol no
;; expect: :arity string?: expected 1 argument, got 0
;; expect: :arity string?: expected 1 argument, got 2
;; expect: :arity symbol?: expected 1 argument, got 0
;; expect: :arity symbol?: expected 1 argument, got 2
;; expect: :arity keyword?: expected 1 argument, got 0
;; expect: :arity keyword?: expected 1 argument, got 2
;; expect: :arity json-parse: expected 1 argument, got 0
;; expect: :arity json-parse: expected 1 argument, got 2
;; expect: :type json-parse: argument 1: expected String, got Symbol no
;; expect: :arity substring: expected 2 to 3 arguments, got 0
;; expect: :arity substring: expected 2 to 3 arguments, got 4
;; expect: :type substring: argument 1: expected String, got Symbol no
;; expect: :type substring: argument 2: expected Int, got Symbol no
;; expect: :type substring: argument 3: expected Int, got Symbol no
;; expect: :index substring: index 1 is out of range for length 3
;; expect: :index substring: index -1 is out of range for length 3
;; expect: :index substring: index 4 is out of range for length 3
;; expect: :arity char-at: expected 2 arguments, got 0
;; expect: :arity char-at: expected 2 arguments, got 3
;; expect: :type char-at: argument 1: expected String, got Symbol no
;; expect: :type char-at: argument 2: expected Int, got Symbol no
;; expect: :index char-at: index 3 is out of range for length 3
;; expect: :index char-at: index -1 is out of range for length 3
;; expect: :arity code-point: expected 1 to 2 arguments, got 0
;; expect: :arity code-point: expected 1 to 2 arguments, got 3
;; expect: :type code-point: argument 1: expected String, got Symbol no
;; expect: :type code-point: argument 2: expected Int, got Symbol no
;; expect: :index code-point: index 0 is out of range for length 0
;; expect: :index code-point: index 0 is out of range for length 0
;; expect: :arity code-point->string: expected 1 argument, got 0
;; expect: :arity code-point->string: expected 1 argument, got 2
;; expect: :type code-point->string: argument 1: expected Int, got Symbol no
;; expect: :range code-point->string: -1 is not a Unicode scalar value
;; expect: :range code-point->string: 1114112 is not a Unicode scalar value
;; expect: :range code-point->string: 55296 is not a Unicode scalar value
;; expect: :type concat: argument 3: expected String, got Nil nil
;; expect: :type concat: argument 1: expected String, got Symbol no
;; expect: :type concat: argument 2: expected String, got Symbol no
;; expect: :arity string-contains?: expected 2 arguments, got 0
;; expect: :arity string-contains?: expected 2 arguments, got 3
;; expect: :type string-contains?: argument 1: expected String, got Symbol no
;; expect: :type string-contains?: argument 2: expected String, got Symbol no
;; expect: :arity string-index-of: expected 2 arguments, got 0
;; expect: :arity string-index-of: expected 2 arguments, got 3
;; expect: :type string-index-of: argument 1: expected String, got Symbol no
;; expect: :type string-index-of: argument 2: expected String, got Symbol no
;; expect: :arity starts-with?: expected 2 arguments, got 0
;; expect: :arity starts-with?: expected 2 arguments, got 3
;; expect: :type starts-with?: argument 1: expected String, got Symbol no
;; expect: :type starts-with?: argument 2: expected String, got Symbol no
;; expect: :arity ends-with?: expected 2 arguments, got 0
;; expect: :arity ends-with?: expected 2 arguments, got 3
;; expect: :type ends-with?: argument 1: expected String, got Symbol no
;; expect: :type ends-with?: argument 2: expected String, got Symbol no
;; expect: :arity string-split: expected 2 arguments, got 0
;; expect: :arity string-split: expected 2 arguments, got 3
;; expect: :type string-split: argument 1: expected String, got Symbol no
;; expect: :type string-split: argument 2: expected String, got Symbol no
;; expect: :arity string-join: expected 2 arguments, got 0
;; expect: :arity string-join: expected 2 arguments, got 3
;; expect: :type string-join: argument 1: expected List, got Symbol no
;; expect: :type string-join: argument 2: expected String, got Symbol no
;; expect: :type string-join: argument 1: expected a List of String, got an element Int 1
;; expect: :arity string-replace: expected 3 arguments, got 0
;; expect: :arity string-replace: expected 3 arguments, got 4
;; expect: :type string-replace: argument 1: expected String, got Symbol no
;; expect: :type string-replace: argument 2: expected String, got Symbol no
;; expect: :type string-replace: argument 3: expected String, got Symbol no
;; expect: :arity list->string: expected 1 argument, got 0
;; expect: :arity list->string: expected 1 argument, got 2
;; expect: :type list->string: argument 1: expected List, got Symbol no
;; expect: :type list->string: argument 1: expected a List of String, got an element Nil nil
;; expect: :arity int->string: expected 1 argument, got 0
;; expect: :arity int->string: expected 1 argument, got 2
;; expect: :type int->string: argument 1: expected Int, got Symbol no
;; expect: :type int->string: argument 1: expected Int, got Float 1.0
;; expect: :arity bytes->string: expected 1 argument, got 0
;; expect: :arity bytes->string: expected 1 argument, got 2
;; expect: :type bytes->string: argument 1: expected ByteVector, got Symbol no
;; expect: :range bytes->string: invalid UTF-8 at index 1
;; expect: :arity string-builder-add!: expected at least 1 argument, got 0
;; expect: :type string-builder-add!: argument 1: expected StringBuilder, got Symbol no
;; expect: :arity string-builder-build: expected 1 argument, got 0
;; expect: :arity string-builder-build: expected 1 argument, got 2
;; expect: :type string-builder-build: argument 1: expected StringBuilder, got Symbol no
;; expect: :arity json-stringify: expected 1 argument, got 0
;; expect: :arity json-stringify: expected 1 argument, got 2
;; expect: :type json-stringify: argument 1: expected a JSON value, got Function #<function lambda/1>
;; expect: :type json-stringify: argument 1: expected String or Keyword keys, got Int 1
;; expect: :type json-stringify: argument 1: expected a finite number, got Float nan
;; expect: :parse json-parse: expected a value at index 0
;; expect: :parse json-parse: expected ',' or ']' at index 2
;; expect: :parse json-parse: expected a string as key at index 1
;; expect: :parse json-parse: expected the end at index 2
;; expect: :parse json-parse: expected the end at index 1
;; expect: :parse json-parse: expected a value at index 0
