; Vectors: of a fixed length, changed in place; ends are exclusive.
(define v (vector 5 3 1 4 2))
(io:print (vector) v (make-vector 2 "x") (make-vector 0 1) (vector-ref v 4) (vector-set! v 0 6) v (vector-length v) (vector->list v) (list->vector [1 [2]]) (vector? v) (vector? [1]))
(io:print (vector-copy v) (vector-copy v 2) (vector-copy v 1 3) (vector-copy v 5) (vector-copy v 2 2) (same? v (vector-copy v)))
(vector-sort! v) (io:print v)
(vector-sort! v >) (io:print v)
(vector-blit! v 1 v 0 3) (io:print v)
(vector-blit! v 0 v 1 5) (io:print v)
(vector-blit! v 5 v 0 0) (vector-blit! v 0 (vector :a :b :c) 1 3) (io:print v)
(vector-fill! v 7) (io:print v)
(define shared (make-vector 2 (vector 1)))
(vector-set! (vector-ref shared 0) 0 :changed)
(io:print shared)
(define w (vector 2 1 2 1))
(vector-sort! w (lambda (a b) (< a b))) (io:print w)
(define pairs (vector [2 :a] [1 :b] [2 :c] [1 :d] [2 :e]))
(vector-sort! pairs (lambda (a b) (< (head a) (head b)))) (io:print pairs)
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (vector-ref v 5)))
(message (lambda () (vector-ref v -1)))
(message (lambda () (vector-ref v 1.0)))
(message (lambda () (vector-set! v 5 1)))
(message (lambda () (make-vector -1 0)))
(message (lambda () (make-vector 1.5 0)))
(message (lambda () (vector-copy v 3 2)))
(message (lambda () (vector-copy v 0 6)))
(message (lambda () (vector-blit! v 0 v 0 6)))
(message (lambda () (vector-blit! v 3 v 0 3)))
(message (lambda () (vector-blit! v -1 v 0 1)))
(message (lambda () (vector-sort! (vector 1 "a"))))
(message (lambda () (vector-fill! [1] 1)))
(message (lambda () (list->vector (vector))))
(message (lambda () (vector-length (float-vector))))

;; modes: interpreted baseline native leaving collecting
;; expect: #[] #[6, 3, 1, 4, 2] #["x", "x"] #[] 2 nil #[6, 3, 1, 4, 2] 5 [6, 3, 1, 4, 2] #[1, [2]] true false
;; expect: #[6, 3, 1, 4, 2] #[1, 4, 2] #[3, 1] #[] #[] false
;; expect: #[1, 2, 3, 4, 6]
;; expect: #[6, 4, 3, 2, 1]
;; expect: #[6, 6, 4, 3, 1]
;; expect: #[6, 4, 3, 1, 1]
;; expect: #[:b, :c, 3, 1, 1]
;; expect: #[7, 7, 7, 7, 7]
;; expect: #[#[:changed], #[:changed]]
;; expect: #[1, 1, 2, 2]
;; expect: #[[1, :b], [1, :d], [2, :a], [2, :c], [2, :e]]
;; expect: :index vector-ref: index 5 is out of range for length 5
;; expect: :index vector-ref: index -1 is out of range for length 5
;; expect: :type vector-ref: argument 2: expected Int, got Float 1.0
;; expect: :index vector-set!: index 5 is out of range for length 5
;; expect: :range make-vector: negative length -1
;; expect: :type make-vector: argument 1: expected Int, got Float 1.5
;; expect: :index vector-copy: index 2 is out of range for length 5
;; expect: :index vector-copy: index 6 is out of range for length 5
;; expect: :index vector-blit!: index 6 is out of range for length 5
;; expect: :index vector-blit!: index 3 is out of range for length 5
;; expect: :index vector-blit!: index -1 is out of range for length 5
;; expect: :type vector-sort!: element 1: expected a number, got String "a"
;; expect: :type vector-fill!: argument 1: expected Vector, got List [1]
;; expect: :type list->vector: argument 1: expected List, got Vector #[]
;; expect: :type vector-length: argument 1: expected Vector, got FloatVector #f[]
