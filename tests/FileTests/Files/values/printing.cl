; How every type prints; a string is bare at the top and quoted inside.
(defrecord Point x y)
(module m (export) 1)
(io:print 42 true nil 'sym :k [1 2 3] {:a 1 :b 2} (set 1 2))
(define t (make-table))
(table-set! t :a "x")
(io:print t (vector 1 "a") (float-vector 1 2.5) (byte-vector 1 2) (buffer 1 "b") (Point 1 "p") (tuple "Some" 4 "t") (cell "c"))
(define (two a b) 1)
(define (more a . rest) 1)
(io:print two more (lambda (x) x) (lambda (. xs) 1) map io:print Point (fn () 1))
(io:print (chan) (go 1) (string-builder "a") m (handle (a:b) (a:b (k) (str [k]))))
(io:print "bare" ["quoted" 'sym] {"k" "v"} (set "s") (tuple "tag" "field") (cell ["x"]) (str "a" ["b"]))
(io:print ["\n\t\r\"\\" "\u{0}\u{1}\u{1f}\u{7f}" "\u{2603}\u{1F600}"])
(io:print [] {} (set) (make-table) (vector) (float-vector) (byte-vector) (buffer) (tuple "Empty") [[]] [nil])
(io:print 3.0 0.1 1e100 1e-7 9223372036854775807.0 -0.0 inf (- inf) nan 123456789.125 1e21 -1e-7 100.0)
(io:print head substring nth Point? Point-x set-Point-y!)

;; modes: interpreted baseline native leaving collecting
;; expect: 42 true nil sym :k [1, 2, 3] {:a 1, :b 2} #{1, 2}
;; expect: #table{:a "x"} #[1, "a"] #f[1.0, 2.5] #b[1, 2] #buffer[1, "b"] (Point 1 "p") (Some 4 "t") #<cell "c">
;; expect: #<function two/2> #<function more/1+> #<function lambda/1> #<function lambda/0+> #<function map/2+> #<function io:print/0+> #<function Point/2> #<function lambda/0>
;; expect: #<channel> #<task> #<string-builder> #<module m> [#<continuation>]
;; expect: bare ["quoted", sym] {"k" "v"} #{"s"} (tag "field") #<cell ["x"]> a["b"]
;; expect: ["\n\t\r\"\\", "\u{0}\u{1}\u{1F}\u{7F}", "☃😀"]
;; expect: [] {} #{} #table{} #[] #f[] #b[] #buffer[] (Empty) [[]] [nil]
;; expect: 3.0 0.1 1e+100 1e-7 9223372036854776000.0 -0.0 inf -inf nan 123456789.125 1e+21 -1e-7 100.0
;; expect: #<function head/1> #<function substring/2+> #<function nth/2> #<function Point?/1> #<function Point-x/1> #<function set-Point-y!/2>
