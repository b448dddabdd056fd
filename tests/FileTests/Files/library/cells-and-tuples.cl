; Cells hold one value that can change; tuples have a tag, a string, and fields.
(define c (cell 1))
(io:print c (cell-get c) (cell-set! c [2]) (cell-get c) c (cell? c) (cell? 1) (type-of c))
(define t (tuple "Some" 1 [2]))
(io:print t (tuple-tag t) (tuple-fields t) (tuple? t) (tuple? [1]) (tuple "None") (tuple-fields (tuple "None")) (type-of t))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (cell-get 1)))
(message (lambda () (cell-set! [1] 2)))
(message (lambda () (tuple 'a 1)))
(message (lambda () (tuple)))
(message (lambda () (tuple-tag [1])))
(message (lambda () (tuple-fields nil)))
(io:print (string? (tuple-tag (tuple "Some" 1))) (tuple-fields (tuple "None")))

;; modes: interpreted baseline native leaving collecting
;; expect: #<cell [2]> 1 nil [2] #<cell [2]> true false Cell
;; expect: (Some 1 [2]) Some [1, [2]] true false (None) [] Tuple
;; expect: :type cell-get: argument 1: expected Cell, got Int 1
;; expect: :type cell-set!: argument 1: expected Cell, got List [1]
;; expect: :type tuple: argument 1: expected String, got Symbol a
;; expect: :arity tuple: expected at least 1 argument, got 0
;; expect: :type tuple-tag: argument 1: expected Tuple, got List [1]
;; expect: :type tuple-fields: argument 1: expected Tuple, got Nil nil
;; expect: true []
