; From strings to numbers and back: nil for what does not parse.
(io:print (map string->int ["42" "-7" "+5" "007" "9223372036854775807" "-9223372036854775808"]))
(io:print (map string->int ["" "x" "1.0" "9223372036854775808" " 1" "1 " "0xFF" "--1" "1e3" "+" "\u{661}" "1_000"]))
(io:print (map string->float ["2.5" "-1e9" "42" "1e-3" "+0.5" "-0.0" "1E5"]))
(io:print (map string->float ["" "abc" "." ".5" "1." "1e" "1e400" "inf" "nan" " 1.0" "1.0 " "0x10" "1,5"]))
(io:print (int->string 42) (int->string -9223372036854775808) (try (int->string 1.5) (catch e (Error-message e))) (try (string->int 1) (catch e (Error-message e))) (try (string->float nil) (catch e (Error-message e))))
(io:print (map (lambda (x) (= x (string->float (str x)))) [0.1 1e21 -1e-7 5e-324 1.7976931348623157e308 123456789.125]))

;; modes: interpreted baseline native leaving collecting
;; expect: [42, -7, 5, 7, 9223372036854775807, -9223372036854775808]
;; expect: [nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil]
;; expect: [2.5, -1000000000.0, 42.0, 0.001, 0.5, -0.0, 100000.0]
;; expect: [nil, nil, nil, nil, nil, nil, nil, inf, nan, nil, nil, nil, nil]
;; expect: 42 -9223372036854775808 int->string: argument 1: expected Int, got Float 1.5 string->int: argument 1: expected String, got Int 1 string->float: argument 1: expected String, got Nil nil
;; expect: [true, true, true, true, true, true]
