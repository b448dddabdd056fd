; What is immutable is equal by content, what is mutable and functions by identity; the order of dicts and sets does not count.
(io:print (= "ab" "ab") (= 'a 'a) (= :a :a) (= 'a :a) (= "a" 'a) (= nil nil) (= #t #t) (= #t 1) (= nil #f) (= [] nil) (= "" []))
(io:print (= [1 [2]] [1.0 [2.0]]) (= [1 2] [1 2 3]) (= [1 2] [2 1]) (= [1] (vector 1)) (= [nan] [nan]))
(io:print (= {:a 1 :b 2} {:b 2 :a 1.0}) (= {:a 1} {:a 1 :b 2}) (= {:a 1} {:a 2}) (= {} {}) (= {:a nil} {:b nil}))
(io:print (= (set 1 2 3) (set 3 2 1)) (= (set 1) (set 1 2)) (= (set) {}) (= (set [1]) (set [1.0])))
(io:print (= (tuple "A" 1) (tuple "A" 1.0)) (= (tuple "A" 1) (tuple "B" 1)) (= (tuple "A") (tuple "A" 1)) (= (tuple "A" 1) ["A" 1]))
(define (each-by-identity makers) (map (lambda (make) (let ((x (make))) [(= x x) (= x (make))])) makers))
(defrecord P a)
(io:print (each-by-identity [vector (lambda () (float-vector 1)) (lambda () (byte-vector 1)) buffer make-table (lambda () (cell 1)) (lambda () (P 1)) chan string-builder (lambda () (go 1)) (lambda () (lambda () 1))]))
(io:print (= map map) (= io:print io:print) (= [map] [map]) (= {map 1} {map 1}))
(io:print (= 1 1.0 1) (= 1 1 2) (== 2 2.0) (!= 1 2) (!= 1 1.0) (= [1] [1] [1]) (= "x"))
(define v (vector nil))
(vector-set! v 0 v)
(io:print (= v v) (= [v] [v]) (= [v] [(vector v)]))
(io:print (= 9007199254740993 9007199254740992.0) (= 9007199254740992 9007199254740992.0) (= 9223372036854775807 9223372036854775808.0) (= -9223372036854775808 -9223372036854775808.0) (= 0.0 -0.0) (= nan nan))
(io:print (try (!= 1 2 3) (catch e (Error-kind e))) (try (!= 1) (catch e (Error-kind e))) (try (=) (catch e (Error-kind e))))
(define others [nil "" [] false :a (vector) {} inc])
(io:print (map (lambda (v) (= 0.0 v)) others) (map (lambda (v) (= v 0.0)) others) (map (lambda (v) (= 0 v)) others) (map != [1 2 "a"] [1 3 "b"]))

;; modes: interpreted baseline native leaving collecting
;; expect: true true true false false true true false false false false
;; expect: true false false false false
;; expect: true false false true false
;; expect: true false false true
;; expect: true false false false
;; expect: [[true, false], [true, false], [true, false], [true, false], [true, false], [true, false], [true, false], [true, false], [true, false], [true, false], [true, false]]
;; expect: true false true true
;; expect: true false true true false true true
;; expect: true true false
;; expect: false true false true true false
;; expect: :arity :arity :arity
;; expect: [false, false, false, false, false, false, false, false] [false, false, false, false, false, false, false, false] [false, false, false, false, false, false, false, false] [false, true, true]
