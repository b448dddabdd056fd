; Lists: making them, taking them apart, counting.
(io:print (list) (list 1 "a" nil) (cons 0 [1]) (cons [] []) (head [1 2]) (tail [1 2]) (first [1 2]) (rest [1]) (car [1 2]) (cdr [1 2]) (last [1 2 3]))
(io:print (nth [1 2 3] 2) (nth "abc" 1) (nth (vector 1 2) 0) (nth (float-vector 1 2) 1) (nth (byte-vector 1 2) 1) (nth (buffer 7) 0))
(io:print (map length [[1 2] "abc" (vector 1) (float-vector 1 2) (byte-vector) (buffer 1 2 3) {:a 1} (make-table) (set 1 2)]) (map empty? [[] "" (vector) (float-vector) (byte-vector) (buffer) {} (make-table) (set) [nil] " " (vector 0)]))
(io:print (append) (append [1]) (append [1] [] [2 3] [[4]]) (reverse []) (reverse [1 [2 3] 4]) (take 0 [1]) (take 5 [1 2]) (take -3 [1]) (drop 0 [1]) (drop 5 [1]) (drop -3 [1]) (take 2 [1 2 3]) (drop 2 [1 2 3]))
(io:print (range 0) (range -3) (range 3) (range 2 2) (range 5 2) (range 2 5) (range 0 10 4) (range 5 0 -2) (range 0 5 -1) (range 0 1 0.25) (range 0 2.5) (range 1.5 4))
(io:print (get [1 2] 0) (get [1 2] 2) (get [1 2] 2 :none) (get [1 2] 9) (get [1 2] 9 :none) (get [] 0 :none) (get [1 2] -1 :none) (get (vector 1) 0) (get (vector 1) 1) (get (float-vector 1) 0) (get (byte-vector 1) 5 :none) (get (buffer 1) 0) (get (buffer) 0 :none) (get {:a 1} :a) (get {:a 1} :b) (get {:a nil} :a :none) (get (make-table) 1 :none))
(io:print (list? []) (list? (vector)) (list? nil) (index-of 2.0 [1 2 3]) (index-of [1] [[1]]) (index-of 9 []) (member? "a" ["a"]) (member? nan [nan]) (assoc 2 [[1 :a] [2.0 :b] [2 :c]]) (assoc 3 [[1 :a]]))

;; modes: interpreted baseline native leaving collecting
;; expect: [] [1, "a", nil] [0, 1] [[]] 1 [2] 1 [] 1 [2] 3
;; expect: 3 b 1 2.0 2 7
;; expect: [2, 3, 1, 2, 0, 3, 1, 0, 2] [true, true, true, true, true, true, true, true, true, false, false, false]
;; expect: [] [1] [1, 2, 3, [4]] [] [4, [2, 3], 1] [] [1, 2] [] [1] [] [1] [1, 2] [3]
;; expect: [] [] [0, 1, 2] [] [] [2, 3, 4] [0, 4, 8] [5, 3, 1] [] [0.0, 0.25, 0.5, 0.75] [0, 1, 2] [1.5, 2.5, 3.5]
;; expect: 1 nil :none nil :none :none :none 1 nil 1.0 :none 1 :none 1 nil nil :none
;; expect: true false false 1 0 nil true false [2.0, :b] nil
