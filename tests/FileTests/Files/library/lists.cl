; Section 9, lists.
(io:print (any? even? [1 2]) (any? even? []) (all? even? [2 4]) (all? even? []) (find even? [1 4 6]) (find even? [1]))
(io:print (index-of 3 [1 2 3]) (index-of 9 [1]) (member? 2 [1 2]) (member? 5 [1 2]))
(io:print (zip [1 2 3] [:a :b]) (flatten [1 [2 [3 [4]]] []]) (unique [1 2 1 1.0 3 2]) (partition even? [1 2 3 4]))
(io:print (sort [3 1 2]) (sort > [3 1 2]) (sort-by length [[1 2] [] [3]]) (sort ["b" "a" "C"]) (sort []))
(io:print (concat-map (lambda (x) [x x]) [1 2]) (map-indexed (lambda (i x) [i x]) [:a :b]) (assoc :b [[:a 1] [:b 2]]) (assoc :c []))
(define big (sort-by (lambda (x) (mod (* x 7919) 1009)) (range 1009)))
(io:print (take 5 big) (length big))
(io:print (length "a😀b") (nth "a😀b" 2) (flatten [[{:a [1]} [2]] [(tuple "T" [3])]]) (try (nth [1 2 3] -1) (catch e (Error-kind e))) (try (nth "abc" -1) (catch e (Error-kind e))))

;; modes: interpreted baseline native leaving collecting
;; expect: true false true true 4 nil
;; expect: 2 nil true false
;; expect: [[1, :a], [2, :b]] [1, 2, 3, 4] [1, 2, 3] [[2, 4], [1, 3]]
;; expect: [1, 2, 3] [3, 2, 1] [[], [3], [1, 2]] ["C", "a", "b"] []
;; expect: [1, 1, 2, 2] [[0, :a], [1, :b]] [:b, 2] nil
;; expect: [0, 244, 488, 732, 976] 1009
;; expect: 3 b [{:a [1]}, 2, (T [3])] :index :index
