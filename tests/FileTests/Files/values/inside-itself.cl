; Where a value contains itself three points stand; a part that is there twice is shown twice.
(defrecord Node next)
(define v (vector 1 2)) (vector-set! v 0 v)
(define b (buffer 1)) (buffer-push! b [b])
(define t (make-table)) (table-set! t :self t)
(define c (cell nil)) (cell-set! c (tuple "T" c))
(define n (Node nil)) (set-Node-next! n {:n n})
(io:print v b t c n [v v])
(define shared (vector 1))
(io:print [shared shared {:a shared}])

;; modes: interpreted baseline native leaving collecting
;; expect: #[..., 2] #buffer[1, [...]] #table{:self ...} #<cell (T ...)> (Node {:n ...}) [#[..., 2], #[..., 2]]
;; expect: [#[1], #[1], {:a #[1]}]
