; What stands twice in a value, but not in itself, is printed twice; what differs deep inside is not equal.
(define (twice v) [v v])
(defrecord P a)
(for-each (lambda (v) (io:print (twice v) (vector v [v])))
  [[1] (vector 1) (float-vector 1) (byte-vector 1) (buffer 1) {:a 1} (let ((t (make-table))) (table-set! t 1 2) t) (set 1) (tuple "T" 1) (cell 1) (P 1)])
(define (differ make) [(= (make [1 [2]]) (make [1 [2]])) (= (make [1 [2]]) (make [1 [3]])) (= (make {:a [1]}) (make {:a [2]})) (= (make (tuple "T" [1])) (make (tuple "T" [2])))])
(io:print (map differ [list (lambda (x) (list 0 x 0)) (lambda (x) {:k x}) (lambda (x) {x :v}) set (lambda (x) (tuple "T" x)) (lambda (x) (tuple "T" x 1)) (lambda (x) [[x] [x]]) (lambda (x) {:a {:b x}})]))
(io:print (= [[1] [2]] [[1] [3]]) (= [[1] [2]] [[9] [2]]) (= [[] []] [[] [[]]]) (= {:a [1] :b [2]} {:a [1] :b [3]}) (= {:a [1] :b [2]} {:a [0] :b [2]}))

;; modes: interpreted baseline native leaving collecting
;; expect: [[1], [1]] #[[1], [[1]]]
;; expect: [#[1], #[1]] #[#[1], [#[1]]]
;; expect: [#f[1.0], #f[1.0]] #[#f[1.0], [#f[1.0]]]
;; expect: [#b[1], #b[1]] #[#b[1], [#b[1]]]
;; expect: [#buffer[1], #buffer[1]] #[#buffer[1], [#buffer[1]]]
;; expect: [{:a 1}, {:a 1}] #[{:a 1}, [{:a 1}]]
;; expect: [#table{1 2}, #table{1 2}] #[#table{1 2}, [#table{1 2}]]
;; expect: [#{1}, #{1}] #[#{1}, [#{1}]]
;; expect: [(T 1), (T 1)] #[(T 1), [(T 1)]]
;; expect: [#<cell 1>, #<cell 1>] #[#<cell 1>, [#<cell 1>]]
;; expect: [(P 1), (P 1)] #[(P 1), [(P 1)]]
;; expect: [[true, false, false, false], [true, false, false, false], [true, false, false, false], [true, false, false, false], [true, false, false, false], [true, false, false, false], [true, false, false, false], [true, false, false, false], [true, false, false, false]]
;; expect: false false false false false
