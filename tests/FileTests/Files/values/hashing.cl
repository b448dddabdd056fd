; Hashing agrees with =: equal keys find each other, whatever their types.
(define big 9007199254740992)
(define d {1 :one 2.5 :two "s" :string 's :symbol :s :keyword [1 [2]] :list {:a 1} :dict (set 1 2) :set (tuple "T" 1) :tuple nil :nil #t :true 0 :zero inf :inf})
(io:print (map (lambda (k) (dict-get d k)) [1.0 2.5 (str "s") (symbol "s") (keyword "s") [1.0 [2.0]] {:a 1.0} (set 2 1) (tuple "T" 1.0) nil true -0.0 (/ 1.0 0)]))
(io:print (map (lambda (k) (dict-get d k)) ["t" 't [1 2] {:a 2} (set 1) (tuple "T" 2) #f 3]))
(define t (make-table))
(table-set! t big :int)
(table-set! t 9007199254740993 :odd)
(io:print (table-get t 9007199254740992.0) (table-get t 9007199254740993) (table-size t) (table-get t 9223372036854775808.0))
(table-set! t -9223372036854775808 :least)
(io:print (table-get t -9223372036854775808.0) (table-get t 9223372036854775808.0))
(define v (vector 1))
(define by-identity {v 1 map 2})
(vector-set! v 0 2)
(io:print (dict-get by-identity v) (dict-get by-identity (vector 2)) (dict-get by-identity map) (set-has? (set v) v))
(define n {nan 1})
(io:print (dict-get n nan) (dict-has? n nan) (dict-size (dict-set n nan 2)) (set-size (set nan nan)) (set-has? (set nan) nan) (unique [nan nan 1 1.0]))
(define n-table (make-table))
(table-set! n-table nan 1) (table-set! n-table nan 2)
(io:print (table-get n-table nan) (table-has? n-table nan) (table-size n-table) (get n-table nan :none) (table-remove! n-table nan) n-table)

;; modes: interpreted baseline native leaving collecting
;; expect: [:one, :two, :string, :symbol, :keyword, :list, :dict, :set, :tuple, :nil, :true, :zero, :inf]
;; expect: [nil, nil, nil, nil, nil, nil, nil, nil]
;; expect: :int :odd 2 nil
;; expect: :least nil
;; expect: 1 nil 2 true
;; expect: nil false 2 2 false [nan, nan, 1]
;; expect: nil false 2 :none nil #table{nan 1, nan 2}
