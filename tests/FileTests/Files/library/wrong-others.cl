; What the functions of functions, tuples, cells, fibers and errors say of wrong arguments and of too few or too many: each argument of each.
(define (message f args) (try (begin (apply f args) nil) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (with l i x) (append (take i l) (cons x (drop (+ i 1) l))))
; Calls it with no arguments, with one too many, and once for each argument with something of no use in its place.
(define (wrong f . right)
  (message f [])
  (message f (append right [nil]))
  (for-each (lambda (i) (message f (with right i 'no))) (range (length right))))
(define (c) (chan 1))
(define (e) (Error :k "m" 1))
(for-each (lambda (f) (wrong f inc)) [identity const memoize function? arity])
(wrong partial inc)
(wrong compose inc)
(wrong compose inc dec)
(wrong pipe inc)
(wrong pipe inc dec)
(wrong apply inc [1])
(wrong apply + 1 [1])
(message (compose) [1 2])
(message (pipe) [])
(message apply [inc []])
(wrong tuple "T" 1)
(for-each (lambda (f) (wrong f (tuple "T" 1))) [tuple-tag tuple-fields tuple?])
(for-each (lambda (f) (wrong f (cell 1))) [cell cell-get cell?])
(wrong cell-set! (cell 1) 2)
(for-each (lambda (f) (wrong f (go 1))) [await cancel!])
(wrong chan 1)
(message chan [-1])
(for-each (lambda (f) (wrong f (c) 1)) [send! try-send!])
(define (full) (let ((c (chan 1))) (send! c 1) c))
(wrong recv-or! (full) 0)
(for-each (lambda (f) (wrong f (full))) [recv! try-recv! close!])
(define closed (chan 1))
(close! closed)
(message send! [closed 1])
(message try-send! [closed 1])
(message close! [closed])
(wrong abandon 1)
(wrong Error :k "m" 1)
(for-each (lambda (f) (wrong f (e))) [Error? Error-kind Error-message Error-data])
(for-each (lambda (f) (wrong f (e) 1)) [set-Error-kind! set-Error-message! set-Error-data!])

;; expect: :arity identity: expected 1 argument, got 0
;; expect: :arity identity: expected 1 argument, got 2
;; expect: :arity const: expected 1 argument, got 0
;; expect: :arity const: expected 1 argument, got 2
;; expect: :arity memoize: expected 1 argument, got 0
;; expect: :arity memoize: expected 1 argument, got 2
;; expect: :type memoize: argument 1: expected Function, got Symbol no
;; expect: :arity function?: expected 1 argument, got 0
;; expect: :arity function?: expected 1 argument, got 2
;; expect: :arity arity: expected 1 argument, got 0
;; expect: :arity arity: expected 1 argument, got 2
;; expect: :type arity: argument 1: expected Function, got Symbol no
;; expect: :arity partial: expected at least 1 argument, got 0
;; expect: :type partial: argument 1: expected Function, got Symbol no
;; expect: :type compose: argument 2: expected Function, got Nil nil
;; expect: :type compose: argument 1: expected Function, got Symbol no
;; expect: :type compose: argument 3: expected Function, got Nil nil
;; expect: :type compose: argument 1: expected Function, got Symbol no
;; expect: :type compose: argument 2: expected Function, got Symbol no
;; expect: :type pipe: argument 2: expected Function, got Nil nil
;; expect: :type pipe: argument 1: expected Function, got Symbol no
;; expect: :type pipe: argument 3: expected Function, got Nil nil
;; expect: :type pipe: argument 1: expected Function, got Symbol no
;; expect: :type pipe: argument 2: expected Function, got Symbol no
;; expect: :arity apply: expected at least 2 arguments, got 0
;; expect: :type apply: argument 3: expected List, got Nil nil
;; expect: :type apply: argument 1: expected Function, got Symbol no
;; expect: :type apply: argument 2: expected List, got Symbol no
;; expect: :arity apply: expected at least 2 arguments, got 0
;; expect: :type apply: argument 4: expected List, got Nil nil
;; expect: :type apply: argument 1: expected Function, got Symbol no
;; expect: :type +: argument 1: expected a number, got Symbol no
;; expect: :type apply: argument 3: expected List, got Symbol no
;; expect: :arity compose: expected 1 argument, got 2
;; expect: :arity pipe: expected 1 argument, got 0
;; expect: :arity inc: expected 1 argument, got 0
;; expect: :arity tuple: expected at least 1 argument, got 0
;; expect: :type tuple: argument 1: expected String, got Symbol no
;; expect: :arity tuple-tag: expected 1 argument, got 0
;; expect: :arity tuple-tag: expected 1 argument, got 2
;; expect: :type tuple-tag: argument 1: expected Tuple, got Symbol no
;; expect: :arity tuple-fields: expected 1 argument, got 0
;; expect: :arity tuple-fields: expected 1 argument, got 2
;; expect: :type tuple-fields: argument 1: expected Tuple, got Symbol no
;; expect: :arity tuple?: expected 1 argument, got 0
;; expect: :arity tuple?: expected 1 argument, got 2
;; expect: :arity cell: expected 1 argument, got 0
;; expect: :arity cell: expected 1 argument, got 2
;; expect: :arity cell-get: expected 1 argument, got 0
;; expect: :arity cell-get: expected 1 argument, got 2
;; expect: :type cell-get: argument 1: expected Cell, got Symbol no
;; expect: :arity cell?: expected 1 argument, got 0
;; expect: :arity cell?: expected 1 argument, got 2
;; expect: :arity cell-set!: expected 2 arguments, got 0
;; expect: :arity cell-set!: expected 2 arguments, got 3
;; expect: :type cell-set!: argument 1: expected Cell, got Symbol no
;; expect: :arity await: expected 1 argument, got 0
;; expect: :arity await: expected 1 argument, got 2
;; expect: :type await: argument 1: expected Task, got Symbol no
;; expect: :arity cancel!: expected 1 argument, got 0
;; expect: :arity cancel!: expected 1 argument, got 2
;; expect: :type cancel!: argument 1: expected Task, got Symbol no
;; expect: :arity chan: expected 0 to 1 arguments, got 2
;; expect: :type chan: argument 1: expected Int, got Symbol no
;; expect: :range chan: negative capacity -1
;; expect: :arity send!: expected 2 arguments, got 0
;; expect: :arity send!: expected 2 arguments, got 3
;; expect: :type send!: argument 1: expected Channel, got Symbol no
;; expect: :arity try-send!: expected 2 arguments, got 0
;; expect: :arity try-send!: expected 2 arguments, got 3
;; expect: :type try-send!: argument 1: expected Channel, got Symbol no
;; expect: :arity recv-or!: expected 2 arguments, got 0
;; expect: :arity recv-or!: expected 2 arguments, got 3
;; expect: :type recv-or!: argument 1: expected Channel, got Symbol no
;; expect: :arity recv!: expected 1 argument, got 0
;; expect: :arity recv!: expected 1 argument, got 2
;; expect: :type recv!: argument 1: expected Channel, got Symbol no
;; expect: :arity try-recv!: expected 1 argument, got 0
;; expect: :arity try-recv!: expected 1 argument, got 2
;; expect: :type try-recv!: argument 1: expected Channel, got Symbol no
;; expect: :arity close!: expected 1 argument, got 0
;; expect: :arity close!: expected 1 argument, got 2
;; expect: :type close!: argument 1: expected Channel, got Symbol no
;; expect: :closed send!: the channel is closed
;; expect: :closed try-send!: the channel is closed
;; expect: :arity abandon: expected 1 argument, got 0
;; expect: :arity abandon: expected 1 argument, got 2
;; expect: :type abandon: argument 1: expected Continuation, got Symbol no
;; expect: :arity Error: expected 3 arguments, got 0
;; expect: :arity Error: expected 3 arguments, got 4
;; expect: :arity Error?: expected 1 argument, got 0
;; expect: :arity Error?: expected 1 argument, got 2
;; expect: :arity Error-kind: expected 1 argument, got 0
;; expect: :arity Error-kind: expected 1 argument, got 2
;; expect: :type Error-kind: argument 1: expected Error, got Symbol no
;; expect: :arity Error-message: expected 1 argument, got 0
;; expect: :arity Error-message: expected 1 argument, got 2
;; expect: :type Error-message: argument 1: expected Error, got Symbol no
;; expect: :arity Error-data: expected 1 argument, got 0
;; expect: :arity Error-data: expected 1 argument, got 2
;; expect: :type Error-data: argument 1: expected Error, got Symbol no
;; expect: :arity set-Error-kind!: expected 2 arguments, got 0
;; expect: :arity set-Error-kind!: expected 2 arguments, got 3
;; expect: :type set-Error-kind!: argument 1: expected Error, got Symbol no
;; expect: :arity set-Error-message!: expected 2 arguments, got 0
;; expect: :arity set-Error-message!: expected 2 arguments, got 3
;; expect: :type set-Error-message!: argument 1: expected Error, got Symbol no
;; expect: :arity set-Error-data!: expected 2 arguments, got 0
;; expect: :arity set-Error-data!: expected 2 arguments, got 3
;; expect: :type set-Error-data!: argument 1: expected Error, got Symbol no
