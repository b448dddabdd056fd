; Dicts, sets and tables keep the order of insertion: overwriting keeps the place and the old key, removing and inserting goes to the end.
(define d {:a 1 :b 2 :c 3})
(io:print (dict-set d :a 9) (dict-set (dict-remove d :a) :a 9) (dict-set {1 :int} 1.0 :float) (dict-remove d :x) d)
(io:print (dict-merge {:a 1 :b 2} {:c 3 :a 4}) (dict-merge {} {:x 1}) (dict-merge {1 :old} {1.0 :new}))
(io:print (dict-keys d) (dict-values d) (dict-items d))
(io:print (set-add (set 1 2 3) 1.0) (set-add (set-remove (set 1 2 3) 1) 1) (set-union (set 3 1) (set 2 1)) (set-intersection (set 3 1 2) (set 2 3)) (set-difference (set 3 1 2) (set 1)) (set->list (set :b :a :b)))
(define t (make-table))
(for-each (lambda (k) (table-set! t k (str k))) [3 1 2])
(table-set! t 3.0 "again")
(define keys (table-keys t))
(define values (table-values t))
(table-remove! t 1)
(table-set! t 1 "last")
(io:print t keys values (table-keys t))
; for-each goes over what was there when it began
(table-for-each (lambda (k v) (table-remove! t k) (table-set! t (+ k 10) v) (io:write k " ")) t)
(io:print t)
(define (fill n) (fold (lambda (d i) (dict-set d i (* i i))) {} (range n)))
(define many (fold dict-remove (fill 200) (filter even? (range 200))))
(io:print (dict-size many) (take 4 (dict-keys many)) (last (dict-keys (dict-set many 0 :end))))

;; modes: interpreted baseline native leaving collecting
;; expect: {:a 9, :b 2, :c 3} {:b 2, :c 3, :a 9} {1 :float} {:a 1, :b 2, :c 3} {:a 1, :b 2, :c 3}
;; expect: {:a 4, :b 2, :c 3} {:x 1} {1 :new}
;; expect: [:a, :b, :c] [1, 2, 3] [[:a, 1], [:b, 2], [:c, 3]]
;; expect: #{1, 2, 3} #{2, 3, 1} #{3, 1, 2} #{3, 2} #{3, 2} [:b, :a]
;; expect: #table{3 "again", 2 "2", 1 "last"} [3, 1, 2] ["again", "1", "2"] [3, 2, 1]
;; expect: 3  2  1  #table{13 "again", 12 "2", 11 "last"}
;; expect: 100 [1, 3, 5, 7] 0
