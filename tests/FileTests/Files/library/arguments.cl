; What a wrong argument is told by: the function, which argument, what was expected, what was there, shortened; a wrong index by index and length.
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (head "text")))
(message (lambda () (tail {:a 1})))
(message (lambda () (nth {:a 1} 0)))
(message (lambda () (nth [1 2 3] 3)))
(message (lambda () (nth (vector) 0)))
(message (lambda () (nth (buffer 1) -1)))
(message (lambda () (nth [1] "0")))
(message (lambda () (last [])))
(message (lambda () (first [])))
(message (lambda () (rest [])))
(message (lambda () (cons 1 2)))
(message (lambda () (append [1] "x")))
(message (lambda () (length 5)))
(message (lambda () (empty? nil)))
(message (lambda () (take "1" [1])))
(message (lambda () (range "a")))
(message (lambda () (range 0 5 0)))
(message (lambda () (string-length 'a)))
(message (lambda () (concat "a" 1)))
(message (lambda () (vector-ref [1] 0)))
(message (lambda () (dict-get (make-table) 1)))
(message (lambda () (table-get {} 1)))
(message (lambda () (set-add {} 1)))
(message (lambda () (head (string-join (map str (range 100)) ","))))
(message (lambda () (head (vector (range 100)))))
(define (xs n) (string-join (map (lambda (i) "x") (range n)) ""))
(for-each (lambda (s) (message (lambda () (head s)))) [(xs 58) (xs 59) (concat (xs 57) "\u{1F600}") (concat (xs 58) "\u{1F600}") (string-replace (xs 70) "x" "\u{1F600}")])
(message (lambda () (clamp 5 "x" 1)))
(message (lambda () (clamp 5 1 "x")))
(message (lambda () (clamp nil 1 2)))
(message (lambda () (gcd -9223372036854775808)))
(message (lambda () (lcm 9223372036854775807 2)))
(message (lambda () (head)))
(message (lambda () (get [1])))
(message (lambda () (get 5 1)))
(message (lambda () (substring "abc")))
(message (lambda () (substring "abc" 2 1)))
(message (lambda () (dict 1)))
(message (lambda () (make-table 1)))

;; modes: interpreted baseline native leaving collecting
;; expect: :type head: argument 1: expected List, got String "text"
;; expect: :type tail: argument 1: expected List, got Dict {:a 1}
;; expect: :type nth: argument 1: expected List or Vector or FloatVector or ByteVector or Buffer or String, got Dict {:a 1}
;; expect: :index nth: index 3 is out of range for length 3
;; expect: :index nth: index 0 is out of range for length 0
;; expect: :index nth: index -1 is out of range for length 1
;; expect: :type nth: argument 2: expected Int, got String "0"
;; expect: :index last: index -1 is out of range for length 0
;; expect: :index head: index 0 is out of range for length 0
;; expect: :index tail: index 0 is out of range for length 0
;; expect: :type cons: argument 2: expected List, got Int 2
;; expect: :type append: argument 2: expected List, got String "x"
;; expect: :type length: argument 1: expected a collection or String, got Int 5
;; expect: :type empty?: argument 1: expected a collection or String, got Nil nil
;; expect: :type take: argument 1: expected Int, got String "1"
;; expect: :type range: argument 1: expected a number, got String "a"
;; expect: :range range: step is zero
;; expect: :type string-length: argument 1: expected String, got Symbol a
;; expect: :type concat: argument 2: expected String, got Int 1
;; expect: :type vector-ref: argument 1: expected Vector, got List [1]
;; expect: :type dict-get: argument 1: expected Dict, got Table #table{}
;; expect: :type table-get: argument 1: expected Table, got Dict {}
;; expect: :type set-add: argument 1: expected Set, got Dict {}
;; expect: :type head: argument 1: expected List, got String "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,…
;; expect: :type head: argument 1: expected List, got Vector #[[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,…
;; expect: :type head: argument 1: expected List, got String "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
;; expect: :type head: argument 1: expected List, got String "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
;; expect: :type head: argument 1: expected List, got String "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx😀"
;; expect: :type head: argument 1: expected List, got String "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx😀…
;; expect: :type head: argument 1: expected List, got String "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀…
;; expect: :type clamp: argument 2: expected a number, got String "x"
;; expect: :type clamp: argument 3: expected a number, got String "x"
;; expect: :type clamp: argument 1: expected a number, got Nil nil
;; expect: :overflow gcd: result does not fit in 64 bits
;; expect: :overflow lcm: result does not fit in 64 bits
;; expect: :arity head: expected 1 argument, got 0
;; expect: :arity get: expected 2 to 3 arguments, got 1
;; expect: :type get: argument 1: expected Dict or Table or List or Vector or FloatVector or ByteVector or Buffer, got Int 5
;; expect: :arity substring: expected 2 to 3 arguments, got 1
;; expect: :index substring: index 1 is out of range for length 3
;; expect: :arity dict: expected an even number of arguments, got 1
;; expect: :arity make-table: expected 0 arguments, got 1
