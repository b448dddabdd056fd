; What the functions of lists say of wrong arguments and of too few or too many: each argument of each.
(define (message f args) (try (begin (apply f args) nil) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (with l i x) (append (take i l) (cons x (drop (+ i 1) l))))
; Calls it with no arguments, with one too many, and once for each argument with something of no use in its place.
(define (wrong f . right)
  (message f [])
  (message f (append right [nil]))
  (for-each (lambda (i) (message f (with right i 'no))) (range (length right))))
(for-each (lambda (f) (wrong f [1])) [head first car tail rest cdr last length empty? reverse flatten unique])
(for-each (lambda (f) (message f [[]])) [head first car tail rest cdr last])
(wrong list? [])
(wrong cons 1 [])
(wrong nth [1] 0)
(message nth [[] 0])
(wrong get [1] 0 nil)
(wrong append [1] [2])
(wrong take 1 [1])
(wrong drop 1 [1])
(wrong range 1 9 2)
(message range [1 9 0])
(wrong index-of 1 [1])
(wrong member? 1 [1])
(wrong assoc 1 [[1]])
(message assoc [1 [1]])
(wrong zip [1] [2])
(for-each (lambda (f) (wrong f not [1])) [map map-indexed filter for-each concat-map any? all? find partition sort-by])
(message concat-map [not [1]])
(for-each (lambda (f) (wrong f (lambda (a b) a) 0 [1])) [fold reduce fold-right])
(wrong map cons [1] [[]])
(wrong sort [1])
(wrong sort < [1])
(message sort [[1 "a"]])
(message sort [["b" 1]])
(message sort [["a" "b" :c]])
(message sort [[nil 1]])
(message sort-by [identity [1 "a"]])
; What a function says that is called by its name.
(define (told f) (message f []))
(told (lambda () (first "a")))
(told (lambda () (car "a")))
(told (lambda () (tail "a")))
(told (lambda () (rest "a")))
(told (lambda () (cdr "a")))
(told (lambda () (cons 1 "a")))
(told (lambda () (empty? 5)))
(told (lambda () (head)))
(told (lambda () (tail)))
(told (lambda () (cons 1)))
(told (lambda () (empty?)))
(told (lambda () (head [])))
(told (lambda () (tail [])))

;; expect: :arity head: expected 1 argument, got 0
;; expect: :arity head: expected 1 argument, got 2
;; expect: :type head: argument 1: expected List, got Symbol no
;; expect: :arity head: expected 1 argument, got 0
;; expect: :arity head: expected 1 argument, got 2
;; expect: :type head: argument 1: expected List, got Symbol no
;; expect: :arity head: expected 1 argument, got 0
;; expect: :arity head: expected 1 argument, got 2
;; expect: :type head: argument 1: expected List, got Symbol no
;; expect: :arity tail: expected 1 argument, got 0
;; expect: :arity tail: expected 1 argument, got 2
;; expect: :type tail: argument 1: expected List, got Symbol no
;; expect: :arity tail: expected 1 argument, got 0
;; expect: :arity tail: expected 1 argument, got 2
;; expect: :type tail: argument 1: expected List, got Symbol no
;; expect: :arity tail: expected 1 argument, got 0
;; expect: :arity tail: expected 1 argument, got 2
;; expect: :type tail: argument 1: expected List, got Symbol no
;; expect: :arity last: expected 1 argument, got 0
;; expect: :arity last: expected 1 argument, got 2
;; expect: :type last: argument 1: expected List, got Symbol no
;; expect: :arity length: expected 1 argument, got 0
;; expect: :arity length: expected 1 argument, got 2
;; expect: :type length: argument 1: expected a collection or String, got Symbol no
;; expect: :arity empty?: expected 1 argument, got 0
;; expect: :arity empty?: expected 1 argument, got 2
;; expect: :type empty?: argument 1: expected a collection or String, got Symbol no
;; expect: :arity reverse: expected 1 argument, got 0
;; expect: :arity reverse: expected 1 argument, got 2
;; expect: :type reverse: argument 1: expected List, got Symbol no
;; expect: :arity flatten: expected 1 argument, got 0
;; expect: :arity flatten: expected 1 argument, got 2
;; expect: :type flatten: argument 1: expected List, got Symbol no
;; expect: :arity unique: expected 1 argument, got 0
;; expect: :arity unique: expected 1 argument, got 2
;; expect: :type unique: argument 1: expected List, got Symbol no
;; expect: :index head: index 0 is out of range for length 0
;; expect: :index head: index 0 is out of range for length 0
;; expect: :index head: index 0 is out of range for length 0
;; expect: :index tail: index 0 is out of range for length 0
;; expect: :index tail: index 0 is out of range for length 0
;; expect: :index tail: index 0 is out of range for length 0
;; expect: :index last: index -1 is out of range for length 0
;; expect: :arity list?: expected 1 argument, got 0
;; expect: :arity list?: expected 1 argument, got 2
;; expect: :arity cons: expected 2 arguments, got 0
;; expect: :arity cons: expected 2 arguments, got 3
;; expect: :type cons: argument 2: expected List, got Symbol no
;; expect: :arity nth: expected 2 arguments, got 0
;; expect: :arity nth: expected 2 arguments, got 3
;; expect: :type nth: argument 1: expected List or Vector or FloatVector or ByteVector or Buffer or String, got Symbol no
;; expect: :type nth: argument 2: expected Int, got Symbol no
;; expect: :index nth: index 0 is out of range for length 0
;; expect: :arity get: expected 2 to 3 arguments, got 0
;; expect: :arity get: expected 2 to 3 arguments, got 4
;; expect: :type get: argument 1: expected Dict or Table or List or Vector or FloatVector or ByteVector or Buffer, got Symbol no
;; expect: :type get: argument 2: expected Int, got Symbol no
;; expect: :type append: argument 3: expected List, got Nil nil
;; expect: :type append: argument 1: expected List, got Symbol no
;; expect: :type append: argument 2: expected List, got Symbol no
;; expect: :arity take: expected 2 arguments, got 0
;; expect: :arity take: expected 2 arguments, got 3
;; expect: :type take: argument 1: expected Int, got Symbol no
;; expect: :type take: argument 2: expected List, got Symbol no
;; expect: :arity drop: expected 2 arguments, got 0
;; expect: :arity drop: expected 2 arguments, got 3
;; expect: :type drop: argument 1: expected Int, got Symbol no
;; expect: :type drop: argument 2: expected List, got Symbol no
;; expect: :arity range: expected 1 to 3 arguments, got 0
;; expect: :arity range: expected 1 to 3 arguments, got 4
;; expect: :type range: argument 1: expected a number, got Symbol no
;; expect: :type range: argument 2: expected a number, got Symbol no
;; expect: :type range: argument 3: expected a number, got Symbol no
;; expect: :range range: step is zero
;; expect: :arity index-of: expected 2 arguments, got 0
;; expect: :arity index-of: expected 2 arguments, got 3
;; expect: :type index-of: argument 2: expected List, got Symbol no
;; expect: :arity member?: expected 2 arguments, got 0
;; expect: :arity member?: expected 2 arguments, got 3
;; expect: :type member?: argument 2: expected List, got Symbol no
;; expect: :arity assoc: expected 2 arguments, got 0
;; expect: :arity assoc: expected 2 arguments, got 3
;; expect: :type assoc: argument 2: expected List, got Symbol no
;; expect: :arity zip: expected at least 1 argument, got 0
;; expect: :type zip: argument 3: expected List, got Nil nil
;; expect: :type zip: argument 1: expected List, got Symbol no
;; expect: :type zip: argument 2: expected List, got Symbol no
;; expect: :arity map: expected at least 2 arguments, got 0
;; expect: :type map: argument 3: expected List, got Nil nil
;; expect: :type map: argument 1: expected Function, got Symbol no
;; expect: :type map: argument 2: expected List, got Symbol no
;; expect: :arity map-indexed: expected 2 arguments, got 0
;; expect: :arity map-indexed: expected 2 arguments, got 3
;; expect: :type map-indexed: argument 1: expected Function, got Symbol no
;; expect: :type map-indexed: argument 2: expected List, got Symbol no
;; expect: :arity filter: expected 2 arguments, got 0
;; expect: :arity filter: expected 2 arguments, got 3
;; expect: :type filter: argument 1: expected Function, got Symbol no
;; expect: :type filter: argument 2: expected List, got Symbol no
;; expect: :arity for-each: expected 2 arguments, got 0
;; expect: :arity for-each: expected 2 arguments, got 3
;; expect: :type for-each: argument 1: expected Function, got Symbol no
;; expect: :type for-each: argument 2: expected List, got Symbol no
;; expect: :arity concat-map: expected 2 arguments, got 0
;; expect: :arity concat-map: expected 2 arguments, got 3
;; expect: :type concat-map: argument 1: expected Function, got Symbol no
;; expect: :type concat-map: argument 2: expected List, got Symbol no
;; expect: :arity any?: expected 2 arguments, got 0
;; expect: :arity any?: expected 2 arguments, got 3
;; expect: :type any?: argument 1: expected Function, got Symbol no
;; expect: :type any?: argument 2: expected List, got Symbol no
;; expect: :arity all?: expected 2 arguments, got 0
;; expect: :arity all?: expected 2 arguments, got 3
;; expect: :type all?: argument 1: expected Function, got Symbol no
;; expect: :type all?: argument 2: expected List, got Symbol no
;; expect: :arity find: expected 2 arguments, got 0
;; expect: :arity find: expected 2 arguments, got 3
;; expect: :type find: argument 1: expected Function, got Symbol no
;; expect: :type find: argument 2: expected List, got Symbol no
;; expect: :arity partition: expected 2 arguments, got 0
;; expect: :arity partition: expected 2 arguments, got 3
;; expect: :type partition: argument 1: expected Function, got Symbol no
;; expect: :type partition: argument 2: expected List, got Symbol no
;; expect: :arity sort-by: expected 2 arguments, got 0
;; expect: :arity sort-by: expected 2 arguments, got 3
;; expect: :type sort-by: argument 1: expected Function, got Symbol no
;; expect: :type sort-by: argument 2: expected List, got Symbol no
;; expect: :type concat-map: expected the function to give a List, got Bool false
;; expect: :arity fold: expected 3 arguments, got 0
;; expect: :arity fold: expected 3 arguments, got 4
;; expect: :type fold: argument 1: expected Function, got Symbol no
;; expect: :type fold: argument 3: expected List, got Symbol no
;; expect: :arity fold: expected 3 arguments, got 0
;; expect: :arity fold: expected 3 arguments, got 4
;; expect: :type fold: argument 1: expected Function, got Symbol no
;; expect: :type fold: argument 3: expected List, got Symbol no
;; expect: :arity fold-right: expected 3 arguments, got 0
;; expect: :arity fold-right: expected 3 arguments, got 4
;; expect: :type fold-right: argument 1: expected Function, got Symbol no
;; expect: :type fold-right: argument 3: expected List, got Symbol no
;; expect: :arity map: expected at least 2 arguments, got 0
;; expect: :type map: argument 4: expected List, got Nil nil
;; expect: :type map: argument 1: expected Function, got Symbol no
;; expect: :type map: argument 2: expected List, got Symbol no
;; expect: :type map: argument 3: expected List, got Symbol no
;; expect: :arity sort: expected 1 to 2 arguments, got 0
;; expect: :type sort: argument 1: expected Function, got List [1]
;; expect: :type sort: argument 1: expected List, got Symbol no
;; expect: :arity sort: expected 1 to 2 arguments, got 0
;; expect: :arity sort: expected 1 to 2 arguments, got 3
;; expect: :type sort: argument 1: expected Function, got Symbol no
;; expect: :type sort: argument 2: expected List, got Symbol no
;; expect: :type sort: element 1: expected a number, got String "a"
;; expect: :type sort: element 1: expected String, got Int 1
;; expect: :type sort: element 2: expected String, got Keyword :c
;; expect: :type sort: element 0: expected a number or String, got Nil nil
;; expect: :type sort-by: key of element 1: expected a number, got String "a"
;; expect: :type head: argument 1: expected List, got String "a"
;; expect: :type head: argument 1: expected List, got String "a"
;; expect: :type tail: argument 1: expected List, got String "a"
;; expect: :type tail: argument 1: expected List, got String "a"
;; expect: :type tail: argument 1: expected List, got String "a"
;; expect: :type cons: argument 2: expected List, got String "a"
;; expect: :type empty?: argument 1: expected a collection or String, got Int 5
;; expect: :arity head: expected 1 argument, got 0
;; expect: :arity tail: expected 1 argument, got 0
;; expect: :arity cons: expected 2 arguments, got 1
;; expect: :arity empty?: expected 1 argument, got 0
;; expect: :index head: index 0 is out of range for length 0
;; expect: :index tail: index 0 is out of range for length 0
