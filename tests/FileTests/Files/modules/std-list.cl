(import "std/list" *)
(io:print (sum [1 2 3]) (product [2 3 4]) (count even? [1 2 4]))
(io:print (take-while even? [2 4 5 6]) (drop-while even? [2 4 5 6]) (take-while even? []) (drop-while even? []))
(io:print (split-at 2 [1 2 3]) (chunk 2 [1 2 3 4 5]) (chunk 3 []) (windows 2 [1 2 3]) (windows 3 [1 2]) (windows 1 []))
(io:print (interleave [1 2 3] ["a" "b"]) (intersperse 0 [1 2 3]) (intersperse 0 []) (zip-with + [1 2] [10 20 30]))
(io:print (scan + 0 [1 2 3]) (repeat 3 "x") (repeat 0 "x"))
(io:print (group-by even? [1 2 3 4]) (frequencies ["a" "b" "a"]))
(io:print (min-by abs [-3 2 -2 5]) (max-by abs [-3 2 3]))
(max-by abs [])

;; expect: 6 24 2
;; expect: [2, 4] [5, 6] [] []
;; expect: [[1, 2], [3]] [[1, 2], [3, 4], [5]] [] [[1, 2], [2, 3]] [] []
;; expect: [1, "a", 2, "b"] [1, 0, 2, 0, 3] [] [11, 22]
;; expect: [0, 1, 3, 6] ["x", "x", "x"] []
;; expect: {false [1, 3], true [2, 4]} {"a" 2, "b" 1}
;; expect: 2 -3
;; error: :index head: index 0 is out of range for length 0
;; at: best std/list.cl:64:23
