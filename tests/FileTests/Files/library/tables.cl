; Mutable maps in insertion order.
(define t (make-table))
(table-set! t :a 1)
(table-set! t "b" 2)
(table-set! t [1 2] 3)
(io:print t (table-get t :a) (table-get t [1 2]) (table-get t :none) (table-get-or t :none 0) (table-size t))
(table-set! t :a 10)
(table-remove! t "b")
(table-set! t "b" 20)
(io:print t (table-keys t) (table-values t) (table-has? t "b") (table-has? t "c"))
(io:print (table-update! t :a (lambda (x) (+ x 1))) (table-update! t :n (lambda (x) (+ x 1)) 100) (table-get t :n))
(dotimes (i 1000) (table-set! t i (* i i)))
(io:print (table-size t) (table-get t 999) (table-get t 500.0))

;; expect: #table{:a 1, "b" 2, [1, 2] 3} 1 3 nil 0 3
;; expect: #table{:a 10, [1, 2] 3, "b" 20} [:a, [1, 2], "b"] [10, 3, 20] true false
;; expect: 11 101 101
;; expect: 1004 998001 250000
