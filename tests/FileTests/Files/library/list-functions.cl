; Lists: what calls a function.
(io:print (map inc []) (map + [1 2 3] [10 20]) (map list [1 2] [3 4] [5 6]) (map-indexed list [:a :b]) (filter odd? (range 6)) (filter identity [nil #f 0 ""]))
(io:print (fold list 0 [1 2]) (reduce list 0 [1 2]) (fold-right list 0 [1 2]) (fold + 5 []) (fold-right cons [] [1 2]) (for-each inc [1]))
(io:print (any? even? [1 2]) (any? even? []) (all? even? [2 4]) (all? even? [2 3]) (all? even? []) (any? identity [nil 5]) (find even? [1 4 6]) (find even? [1]) (find nil? [nil]))
(io:print (partition odd? (range 5)) (partition odd? []) (concat-map (lambda (x) [x x]) [1 2]) (concat-map (lambda (x) []) [1 2]) (zip [1 2] [3 4 5]) (zip [1]) (zip [] [1]) (zip [1 2] [3 4] [5 6]))
(io:print (flatten []) (flatten [1 [2 [[3]] []] "s" (vector [4])]) (unique [1 1.0 2 "a" "a" [1] [1.0] nil nil]) (unique []))
(io:print (sort [3 1.5 2]) (sort ["b" "a" "C" ""]) (sort > [1 3 2]) (sort (lambda (a b) (< (first a) (first b))) [[2 :a] [1 :b] [2 :c] [1 :d]]) (sort-by first [[2 :a] [1 :b] [2 :c] [1 :d]]) (sort-by - [1 3 2]) (sort []) (sort-by length ["bb" "a" ""]))
(io:print (take 3 (sort (lambda (a b) #f) [3 1 2])) (sort (lambda (a b) #t) [1 2 3]))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (map inc (vector 1))))
(message (lambda () (map 5 [])))
(message (lambda () (map inc [1] 5)))
(message (lambda () (filter inc)))
(message (lambda () (fold + 0 "abc")))
(message (lambda () (fold-right cons [] {})))
(message (lambda () (concat-map inc [1])))
(message (lambda () (sort [1 "a"])))
(message (lambda () (sort [[1] [2]])))
(message (lambda () (sort < [1] 3)))
(message (lambda () (sort-by first [1])))
(message (lambda () (zip)))
(message (lambda () (zip [1] 2)))
(message (lambda () (flatten 1)))
(message (lambda () (assoc 1 [2])))
(message (lambda () (for-each 1 [])))
(message (lambda () (find even? nil)))
(message (lambda () (partition even? (set))))
(message (lambda () (any? 1 [])))
(message (lambda () (all? even? (buffer))))
(message (lambda () (map-indexed (lambda (x) x) [1])))
(message (lambda () (unique (vector))))

;; modes: interpreted baseline native leaving collecting
;; expect: [] [11, 22] [[1, 3, 5], [2, 4, 6]] [[0, :a], [1, :b]] [1, 3, 5] [0, ""]
;; expect: [[0, 1], 2] [[0, 1], 2] [1, [2, 0]] 5 [1, 2] nil
;; expect: true false true false true true 4 nil nil
;; expect: [[1, 3], [0, 2, 4]] [[], []] [1, 1, 2, 2] [] [[1, 3], [2, 4]] [[1]] [] [[1, 3, 5], [2, 4, 6]]
;; expect: [] [1, 2, 3, "s", #[[4]]] [1, 2, "a", [1], nil] []
;; expect: [1.5, 2, 3] ["", "C", "a", "b"] [3, 2, 1] [[1, :b], [1, :d], [2, :a], [2, :c]] [[1, :b], [1, :d], [2, :a], [2, :c]] [3, 2, 1] [] ["", "a", "bb"]
;; expect: [3, 1, 2] [3, 2, 1]
;; expect: :type map: argument 2: expected List, got Vector #[1]
;; expect: :type map: argument 1: expected Function, got Int 5
;; expect: :type map: argument 3: expected List, got Int 5
;; expect: :arity filter: expected 2 arguments, got 1
;; expect: :type fold: argument 3: expected List, got String "abc"
;; expect: :type fold-right: argument 3: expected List, got Dict {}
;; expect: :type concat-map: expected the function to give a List, got Int 2
;; expect: :type sort: element 1: expected a number, got String "a"
;; expect: :type sort: element 0: expected a number or String, got List [1]
;; expect: :arity sort: expected 1 to 2 arguments, got 3
;; expect: :type head: argument 1: expected List, got Int 1
;; expect: :arity zip: expected at least 1 argument, got 0
;; expect: :type zip: argument 2: expected List, got Int 2
;; expect: :type flatten: argument 1: expected List, got Int 1
;; expect: :type for-each: argument 1: expected Function, got Int 1
;; expect: :type find: argument 2: expected List, got Nil nil
;; expect: :type partition: argument 2: expected List, got Set #{}
;; expect: :type any?: argument 1: expected Function, got Int 1
;; expect: :type all?: argument 2: expected List, got Buffer #buffer[]
;; expect: :arity lambda: expected 1 argument, got 2
;; expect: :type unique: argument 1: expected List, got Vector #[]
