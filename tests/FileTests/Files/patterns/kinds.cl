(defrecord Point x y)
(defrecord Unit)
(define (kind v)
  (match v
    (0 "zero") (1.5 "1.5") ("s" "string s") (:k "key") (#t "true") (#f "false") (nil "nil") ('sym "sym") ('(1 2) "quoted list")
    ([] "empty") ([1] "just 1") ([x] (str "one " x)) ([1 2 ...r] (str "12+" r)) ([a b ...rest] (str a " " b " rest " rest))
    ((Point 0 y) (str "px0 " y)) ((Point x x2) (str "point " x " " x2)) ((Unit) "unit") ((Error k m d) (str k m d))
    ((Some 1) "some one") ((Some x) (str "some " x)) ((Pair a b) (str a b)) ((None) "none")
    ({:a 1 :b b} (str "a1 b" b)) ({:a a} (str "a " a)) ({"k" (Some q)} (str "kq" q)) ({} "dict")
    ((or 7 8 9) "789") (n :when (and (int? n) (> n 100)) "big") (_ "other")))
(for-each (lambda (v) (io:print v "->" (kind v)))
  [0 0.0 -0.0 1 1.5 "s" "t" :k :z #t #f nil 'sym 'other [] [1] [1.0] [2] [1 2] [1 2 3] [1 3 4] '(1 2) (Point 0 5) (Point 1 5) (Unit) (Error 1 2 3)
   (tuple "Some" 1) (tuple "Some" 4) (tuple "Some") (tuple "Pair" 1 2) (tuple "None") (tuple "None" 1)
   {:a 1 :b 2} {:a 1} {:a 1.0 :b nil} {:b 1} {"k" (tuple "Some" 3)} {"k" 4} {} (set) 7 8.0 9 10 101 (make-table) (vector 1) Point nan inf])
(define (sum l) (match l ([] 0) ((cons h t) (+ h (sum t)))))
(io:print (sum (range 1000)))
(define (len l n) (match l ([] n) ((cons _ t) (len t (+ n 1)))))
(io:print (len (range 100000) 0))
(match 5 (4 1))

;; expect: 0 -> zero
;; expect: 0.0 -> zero
;; expect: -0.0 -> zero
;; expect: 1 -> other
;; expect: 1.5 -> 1.5
;; expect: s -> string s
;; expect: t -> other
;; expect: :k -> key
;; expect: :z -> other
;; expect: true -> true
;; expect: false -> false
;; expect: nil -> nil
;; expect: sym -> sym
;; expect: other -> other
;; expect: [] -> empty
;; expect: [1] -> just 1
;; expect: [1.0] -> just 1
;; expect: [2] -> one 2
;; expect: [1, 2] -> quoted list
;; expect: [1, 2, 3] -> 12+[3]
;; expect: [1, 3, 4] -> 1 3 rest [4]
;; expect: [1, 2] -> quoted list
;; expect: (Point 0 5) -> px0 5
;; expect: (Point 1 5) -> point 1 5
;; expect: (Unit) -> unit
;; expect: (Error 1 2 3) -> 123
;; expect: (Some 1) -> some one
;; expect: (Some 4) -> some 4
;; expect: (Some) -> other
;; expect: (Pair 1 2) -> 12
;; expect: (None) -> none
;; expect: (None 1) -> other
;; expect: {:a 1, :b 2} -> a1 b2
;; expect: {:a 1} -> a 1
;; expect: {:a 1.0, :b nil} -> a1 bnil
;; expect: {:b 1} -> dict
;; expect: {"k" (Some 3)} -> kq3
;; expect: {"k" 4} -> dict
;; expect: {} -> dict
;; expect: #{} -> other
;; expect: 7 -> 789
;; expect: 8.0 -> 789
;; expect: 9 -> 789
;; expect: 10 -> other
;; expect: 101 -> big
;; expect: #table{} -> other
;; expect: #[1] -> other
;; expect: #<function Point/2> -> other
;; expect: nan -> other
;; expect: inf -> other
;; expect: 499500
;; expect: 100000
;; error: :match no clause matches 5
;; at: top level 19:1
