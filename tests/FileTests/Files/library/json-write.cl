; json-stringify: lists and vectors become arrays, dicts and tables objects; what has no JSON form is an error.
(define t (make-table))
(table-set! t "k" [nil])
(io:print (json-stringify {"a" [1 2.5 true false nil "x"] "b" {}}) (json-stringify []) (json-stringify "\"\\\n\t\u{1}/\u{2603}\u{1F600}") (json-stringify 1.0) (json-stringify 1e100) (json-stringify -0.0) (json-stringify 9223372036854775807))
(define (shown v) (try (json-stringify v) (catch e (Error-kind e))))
(io:print (map shown [t (vector 1 2) (float-vector 1) (byte-vector 1) (buffer 1) (set 1) {:k 1} {'s 1} {1 2} :k 'sym nan inf (tuple "T" 1) (cell 1) inc (chan)]))
(define v (vector 1)) (vector-set! v 0 v)
(io:print (shown v) (shown [[v]]))
(io:print (= (json-parse (json-stringify {"a" [1 {"b" "\u{0}"}]})) {"a" [1 {"b" "\0"}]}))

;; modes: interpreted baseline native leaving collecting
;; expect: {"a":[1,2.5,true,false,null,"x"],"b":{}} [] "\"\\\n\t\u0001/☃😀" 1.0 1e+100 -0.0 9223372036854775807
;; expect: ["{\"k\":[null]}", "[1,2]", "[1.0]", "[1]", "[1]", :type, "{\"k\":1}", "{\"s\":1}", :type, "\"k\"", "\"sym\"", :type, :type, :type, :type, :type, :type]
;; expect: :type :type
;; expect: true
