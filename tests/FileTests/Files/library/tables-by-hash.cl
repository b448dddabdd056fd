; A table finds a key at a cost that does not grow with its size: searched from the first entry this would take minutes.
(define (bytes f) (let ((before (get (gc:stats) :allocated-bytes))) (f) (- (get (gc:stats) :allocated-bytes) before)))
(define (table-of n) (let ((t (make-table))) (dotimes (i n) (table-set! t i i)) t))
(io:print (< (bytes (lambda () (table-of 8000))) (* 3 (bytes (lambda () (table-of 4000))))))
(define n 60000)
(define t (table-of n))
(io:print (< (bytes (lambda () (dotimes (i 1000) (table-set! t i 1) (table-remove! t (+ 1000 i)) (table-get t i)))) 100000))
(define (sum i s) (if (= i n) s (sum (+ i 1) (+ s (table-get-or t (- n i) 0)))))
(io:print (sum 0 0))
(dotimes (i n) (table-remove! t i))
(io:print t)
; a queue: what is removed leaves no trace
(define (live) (gc:collect) (get (gc:stats) :live-bytes))
(define q (make-table))
(define before (live))
(dotimes (i n) (table-set! q i i) (table-remove! q (- i 3)))
(io:print (< (- (live) before) 10000) q)

;; expect: true
;; expect: true
;; expect: 1797971999
;; expect: #table{}
;; expect: true #table{59997 59997, 59998 59998, 59999 59999}
