; Where things end: the last element of a buffer, ranges at the ends of the Ints and ranges of Floats.
(define b (buffer 7))
(io:print (buffer-pop! b) b (buffer-length b) (begin (buffer-push! b 8) (buffer-pop! b)) (empty? b))
(define M 9223372036854775807) (define m (- (- M) 1))
(io:print (range (- M 1) inf) (range (+ m 1) (- inf) -1) (range (- M 4) 1e30 2) (range (+ m 4) -1e30 -2) (range m 0.0 4611686018427387904))
(io:print (range 0.0 1.0 0.25) (range 1.0 0.0 -0.25) (range 1.0 1.0) (range 1.0 1.0 -1) (range 0 1.0) (range 1 1.0) (range 1 1.0 -1) (range 0 -1.5 -1) (range 0.5 3) (range 3 0.5 -1.0))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (< 1.5 "a")))
(message (lambda () (>= 1.5 2 nil)))
(message (lambda () (max 2.5 :a)))

;; expect: 7 #buffer[] 0 8 true
;; expect: [9223372036854775806, 9223372036854775807] [-9223372036854775807, -9223372036854775808] [9223372036854775803, 9223372036854775805, 9223372036854775807] [-9223372036854775804, -9223372036854775806, -9223372036854775808] [-9223372036854775808, -4611686018427387904]
;; expect: [0.0, 0.25, 0.5, 0.75] [1.0, 0.75, 0.5, 0.25] [] [] [0] [] [] [0, -1] [0.5, 1.5, 2.5] [3.0, 2.0, 1.0]
;; expect: :type <: argument 2: expected a number, got String "a"
;; expect: :type >=: argument 3: expected a number, got Nil nil
;; expect: :type max: argument 2: expected a number, got Keyword :a
