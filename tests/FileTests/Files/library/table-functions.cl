; Tables change in place; table-update! gives the new value, and the default where nothing is.
(define t (make-table))
(io:print (table-set! t :a 1) (table-get t :a) (table-get t :b) (table-get-or t :b 2) (table-has? t :a) (table-has? t :b) (table-remove! t :b) (table-size t) t (table? t) (table? {}))
(io:print (table-update! t :a inc) (table-update! t :n inc 10) (table-update! t :l (lambda (x) x)) t (table-keys t) (table-values t))
(table-for-each (lambda (k v) (io:write [k v])) t)
(io:print (table-remove! t :a) t (get t :n) (get t :x 0) (length t) (empty? (make-table)))
(io:print (try (table-update! t :n (lambda (x) (throw x))) (catch e e)) (table-get t :n))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (table-get {} 1)))
(message (lambda () (table-get-or t 1)))
(message (lambda () (table-set! {} 1 2)))
(message (lambda () (table-remove! [] 1)))
(message (lambda () (table-has? nil 1)))
(message (lambda () (table-keys {})))
(message (lambda () (table-values 1)))
(message (lambda () (table-size {})))
(message (lambda () (table-update! t 1)))
(message (lambda () (table-update! t 1 2)))
(message (lambda () (table-update! {} 1 inc)))
(message (lambda () (table-for-each 1 t)))
(message (lambda () (table-for-each list {})))
(define n (make-table))
(table-set! n :nil nil)
(io:print (table-get-or n :nil :default) (table-update! n :nil (lambda (v) [v]) :default) n)
(for-each (lambda (k) (table-set! n k (str k))) [1 2 3])
(table-for-each (lambda (k v) (table-remove! n 2) (table-set! n 3 :changed) (table-set! n 4 :new) (io:write [k v])) n)
(io:print n)
(define with-nil (make-table))
(table-set! with-nil :k nil)
(io:print (table-has? with-nil :k) (table-has? with-nil :l) (table-size with-nil))

;; modes: interpreted baseline native leaving collecting
;; expect: nil 1 nil 2 true false nil 1 #table{:a 1} true false
;; expect: 2 11 nil #table{:a 2, :n 11, :l nil} [:a, :n, :l] [2, 11, nil]
;; expect: [:a, 2][:n, 11][:l, nil]nil #table{:n 11, :l nil} 11 0 2 true
;; expect: 11 11
;; expect: :type table-get: argument 1: expected Table, got Dict {}
;; expect: :arity table-get-or: expected 3 arguments, got 2
;; expect: :type table-set!: argument 1: expected Table, got Dict {}
;; expect: :type table-remove!: argument 1: expected Table, got List []
;; expect: :type table-has?: argument 1: expected Table, got Nil nil
;; expect: :type table-keys: argument 1: expected Table, got Dict {}
;; expect: :type table-values: argument 1: expected Table, got Int 1
;; expect: :type table-size: argument 1: expected Table, got Dict {}
;; expect: :arity table-update!: expected 3 to 4 arguments, got 2
;; expect: :type table-update!: argument 3: expected Function, got Int 2
;; expect: :type table-update!: argument 1: expected Table, got Dict {}
;; expect: :type table-for-each: argument 1: expected Function, got Int 1
;; expect: :type table-for-each: argument 2: expected Table, got Dict {}
;; expect: nil [nil] #table{:nil [nil]}
;; expect: [:nil, [nil]][1, "1"][2, "2"][3, "3"]#table{:nil [nil], 1 "1", 3 :changed, 4 :new}
;; expect: true false 1
