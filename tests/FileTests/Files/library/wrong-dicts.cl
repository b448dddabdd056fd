; What the functions of dicts, tables and sets say of wrong arguments and of too few or too many: each argument of each.
(define (message f args) (try (begin (apply f args) nil) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (with l i x) (append (take i l) (cons x (drop (+ i 1) l))))
; Calls it with no arguments, with one too many, and once for each argument with something of no use in its place.
(define (wrong f . right)
  (message f [])
  (message f (append right [nil]))
  (for-each (lambda (i) (message f (with right i 'no))) (range (length right))))
(define (d) {:a 1})
(define (t) (let ((t (make-table))) (table-set! t :a 1) t))
(define (s) (set 1 2))
(message dict [1])
(wrong make-table)
(for-each (lambda (f) (wrong f (d))) [dict-keys dict-values dict-items dict-size dict?])
(for-each (lambda (f) (wrong f (d) :a)) [dict-get dict-remove dict-has?])
(for-each (lambda (f) (wrong f (d) :a 1)) [dict-get-or dict-set])
(wrong dict-merge (d) (d))
(wrong dict-for-each list (d))
(for-each (lambda (f) (wrong f (t))) [table-keys table-values table-size table?])
(for-each (lambda (f) (wrong f (t) :a)) [table-get table-remove! table-has?])
(for-each (lambda (f) (wrong f (t) :a 1)) [table-get-or table-set!])
(wrong table-update! (t) :a inc 0)
(wrong table-for-each list (t))
(for-each (lambda (f) (wrong f (s))) [set->list set-size set?])
(for-each (lambda (f) (wrong f (s) 1)) [set-add set-remove set-has?])
(for-each (lambda (f) (wrong f (s) (s))) [set-union set-intersection set-difference])

;; expect: :arity dict: expected an even number of arguments, got 1
;; expect: :arity make-table: expected 0 arguments, got 1
;; expect: :arity dict-keys: expected 1 argument, got 0
;; expect: :arity dict-keys: expected 1 argument, got 2
;; expect: :type dict-keys: argument 1: expected Dict, got Symbol no
;; expect: :arity dict-values: expected 1 argument, got 0
;; expect: :arity dict-values: expected 1 argument, got 2
;; expect: :type dict-values: argument 1: expected Dict, got Symbol no
;; expect: :arity dict-items: expected 1 argument, got 0
;; expect: :arity dict-items: expected 1 argument, got 2
;; expect: :type dict-items: argument 1: expected Dict, got Symbol no
;; expect: :arity dict-size: expected 1 argument, got 0
;; expect: :arity dict-size: expected 1 argument, got 2
;; expect: :type dict-size: argument 1: expected Dict, got Symbol no
;; expect: :arity dict?: expected 1 argument, got 0
;; expect: :arity dict?: expected 1 argument, got 2
;; expect: :arity dict-get: expected 2 arguments, got 0
;; expect: :arity dict-get: expected 2 arguments, got 3
;; expect: :type dict-get: argument 1: expected Dict, got Symbol no
;; expect: :arity dict-remove: expected 2 arguments, got 0
;; expect: :arity dict-remove: expected 2 arguments, got 3
;; expect: :type dict-remove: argument 1: expected Dict, got Symbol no
;; expect: :arity dict-has?: expected 2 arguments, got 0
;; expect: :arity dict-has?: expected 2 arguments, got 3
;; expect: :type dict-has?: argument 1: expected Dict, got Symbol no
;; expect: :arity dict-get-or: expected 3 arguments, got 0
;; expect: :arity dict-get-or: expected 3 arguments, got 4
;; expect: :type dict-get-or: argument 1: expected Dict, got Symbol no
;; expect: :arity dict-set: expected 3 arguments, got 0
;; expect: :arity dict-set: expected 3 arguments, got 4
;; expect: :type dict-set: argument 1: expected Dict, got Symbol no
;; expect: :arity dict-merge: expected 2 arguments, got 0
;; expect: :arity dict-merge: expected 2 arguments, got 3
;; expect: :type dict-merge: argument 1: expected Dict, got Symbol no
;; expect: :type dict-merge: argument 2: expected Dict, got Symbol no
;; expect: :arity dict-for-each: expected 2 arguments, got 0
;; expect: :arity dict-for-each: expected 2 arguments, got 3
;; expect: :type dict-for-each: argument 1: expected Function, got Symbol no
;; expect: :type dict-for-each: argument 2: expected Dict, got Symbol no
;; expect: :arity table-keys: expected 1 argument, got 0
;; expect: :arity table-keys: expected 1 argument, got 2
;; expect: :type table-keys: argument 1: expected Table, got Symbol no
;; expect: :arity table-values: expected 1 argument, got 0
;; expect: :arity table-values: expected 1 argument, got 2
;; expect: :type table-values: argument 1: expected Table, got Symbol no
;; expect: :arity table-size: expected 1 argument, got 0
;; expect: :arity table-size: expected 1 argument, got 2
;; expect: :type table-size: argument 1: expected Table, got Symbol no
;; expect: :arity table?: expected 1 argument, got 0
;; expect: :arity table?: expected 1 argument, got 2
;; expect: :arity table-get: expected 2 arguments, got 0
;; expect: :arity table-get: expected 2 arguments, got 3
;; expect: :type table-get: argument 1: expected Table, got Symbol no
;; expect: :arity table-remove!: expected 2 arguments, got 0
;; expect: :arity table-remove!: expected 2 arguments, got 3
;; expect: :type table-remove!: argument 1: expected Table, got Symbol no
;; expect: :arity table-has?: expected 2 arguments, got 0
;; expect: :arity table-has?: expected 2 arguments, got 3
;; expect: :type table-has?: argument 1: expected Table, got Symbol no
;; expect: :arity table-get-or: expected 3 arguments, got 0
;; expect: :arity table-get-or: expected 3 arguments, got 4
;; expect: :type table-get-or: argument 1: expected Table, got Symbol no
;; expect: :arity table-set!: expected 3 arguments, got 0
;; expect: :arity table-set!: expected 3 arguments, got 4
;; expect: :type table-set!: argument 1: expected Table, got Symbol no
;; expect: :arity table-update!: expected 3 to 4 arguments, got 0
;; expect: :arity table-update!: expected 3 to 4 arguments, got 5
;; expect: :type table-update!: argument 1: expected Table, got Symbol no
;; expect: :type table-update!: argument 3: expected Function, got Symbol no
;; expect: :arity table-for-each: expected 2 arguments, got 0
;; expect: :arity table-for-each: expected 2 arguments, got 3
;; expect: :type table-for-each: argument 1: expected Function, got Symbol no
;; expect: :type table-for-each: argument 2: expected Table, got Symbol no
;; expect: :arity set->list: expected 1 argument, got 0
;; expect: :arity set->list: expected 1 argument, got 2
;; expect: :type set->list: argument 1: expected Set, got Symbol no
;; expect: :arity set-size: expected 1 argument, got 0
;; expect: :arity set-size: expected 1 argument, got 2
;; expect: :type set-size: argument 1: expected Set, got Symbol no
;; expect: :arity set?: expected 1 argument, got 0
;; expect: :arity set?: expected 1 argument, got 2
;; expect: :arity set-add: expected 2 arguments, got 0
;; expect: :arity set-add: expected 2 arguments, got 3
;; expect: :type set-add: argument 1: expected Set, got Symbol no
;; expect: :arity set-remove: expected 2 arguments, got 0
;; expect: :arity set-remove: expected 2 arguments, got 3
;; expect: :type set-remove: argument 1: expected Set, got Symbol no
;; expect: :arity set-has?: expected 2 arguments, got 0
;; expect: :arity set-has?: expected 2 arguments, got 3
;; expect: :type set-has?: argument 1: expected Set, got Symbol no
;; expect: :arity set-union: expected 2 arguments, got 0
;; expect: :arity set-union: expected 2 arguments, got 3
;; expect: :type set-union: argument 1: expected Set, got Symbol no
;; expect: :type set-union: argument 2: expected Set, got Symbol no
;; expect: :arity set-intersection: expected 2 arguments, got 0
;; expect: :arity set-intersection: expected 2 arguments, got 3
;; expect: :type set-intersection: argument 1: expected Set, got Symbol no
;; expect: :type set-intersection: argument 2: expected Set, got Symbol no
;; expect: :arity set-difference: expected 2 arguments, got 0
;; expect: :arity set-difference: expected 2 arguments, got 3
;; expect: :type set-difference: argument 1: expected Set, got Symbol no
;; expect: :type set-difference: argument 2: expected Set, got Symbol no
