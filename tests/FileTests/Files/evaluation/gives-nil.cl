; Definitions, assignments and what is done for its effect give nil.
(define v (vector 1)) (define f (float-vector 1)) (define b (byte-vector 1)) (define u (buffer 1)) (define t (make-table)) (define c (cell 1)) (define h (chan 3)) (define x 1)
(defrecord P a)
(define p (P 1))
(io:print (set! x 2) (vector-set! v 0 1) (float-vector-set! f 0 1) (byte-vector-set! b 0 1) (buffer-set! u 0 1) (buffer-push! u 2) (table-set! t 1 2) (table-remove! t 1) (cell-set! c 2) (set-P-a! p 2))
(io:print (vector-fill! v 0) (vector-blit! v 0 v 0 1) (vector-sort! v) (float-vector-fill! f 0) (float-vector-blit! f 0 f 0 1) (float-vector-sort! f) (byte-vector-fill! b 0) (byte-vector-blit! b 0 b 0 1) (byte-vector-sort! b) (buffer-clear! u))
(io:print (send! h 1) (close! h) (cancel! (go 1)) (for-each inc [1]) (dict-for-each list {:a 1}) (table-for-each list t) (while #f 1) (dotimes (i 2) i))
(io:print ((lambda () (define y 1))) ((lambda () (define (g) 1))) ((lambda () (defrecord Q a))) (begin) (do) (let ((z 1)) (set! z 2)))
(io:print (io:write "") (state:set 1 2) (state:delete 1) (random:seed 1) (gc:collect) (io:eprint) (time:sleep 0) (state:begin-transaction) (state:commit-transaction))
(define e (Error :k "m" 1))
(io:print (set-Error-kind! e :l) (set-Error-message! e "n") (set-Error-data! e 2) (handle (list (gen:value)) (gen:value (k) [(abandon k)])) (parallel:for-each inc [1]))

;; modes: interpreted baseline native leaving collecting
;; expect: nil nil nil nil nil nil nil nil nil nil
;; expect: nil nil nil nil nil nil nil nil nil nil
;; expect: nil nil nil nil nil nil nil nil
;; expect: nil nil nil nil nil nil
;; expect: nil nil nil nil nil nil nil nil nil
;; expect: nil nil nil [nil] nil
