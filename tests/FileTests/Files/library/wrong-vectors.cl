; What the functions of vectors and buffers say of wrong arguments and of too few or too many: each argument of each.
(define (message f args) (try (begin (apply f args) nil) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (with l i x) (append (take i l) (cons x (drop (+ i 1) l))))
; Calls it with no arguments, with one too many, and once for each argument with something of no use in its place.
(define (wrong f . right)
  (message f [])
  (message f (append right [nil]))
  (for-each (lambda (i) (message f (with right i 'no))) (range (length right))))
(define (plain) (vector 1 2))
(wrong vector 1 2)
(wrong make-vector 2 1)
(message make-vector [-1 1])
(wrong vector-ref (plain) 0)
(message vector-ref [(plain) 2])
(message vector-ref [(plain) -1])
(wrong vector-set! (plain) 0 1)
(message vector-set! [(plain) 2 1])
(for-each (lambda (f) (wrong f (plain))) [vector-length vector->list vector?])
(wrong list->vector [1])
(wrong vector-fill! (plain) 1)
(wrong vector-copy (plain) 0 1)
(message vector-copy [(plain) 0 3])
(message vector-copy [(plain) 2 1])
(wrong vector-blit! (plain) 0 (plain) 0 1)
(message vector-blit! [(plain) 2 (plain) 0 1])
(message vector-blit! [(plain) 0 (plain) 0 3])
(wrong vector-sort! (plain))
(wrong vector-sort! (plain) <)
(message vector-sort! [(vector 1 "a")])
(define (told f) (message f []))
(told (lambda () (vector-ref [1] 0)))
(told (lambda () (vector-ref (vector 1) "0")))
(told (lambda () (vector-ref (vector 1) 1)))
(told (lambda () (vector-set! [1] 0 1)))
(told (lambda () (vector-set! (vector 1) :a 1)))
(told (lambda () (vector-set! (vector 1) -1 1)))
(told (lambda () (vector-length [])))
(told (lambda () (vector-ref (vector))))
(told (lambda () (vector-set! (vector))))
(told (lambda () (vector-length)))
(for-each (lambda (f) (wrong f (buffer 1))) [buffer-length buffer-clear! buffer->list buffer->vector buffer? buffer-pop!])
(message buffer-pop! [(buffer)])
(wrong buffer-push! (buffer) 1)
(wrong buffer-ref (buffer 1) 0)
(message buffer-ref [(buffer 1) 1])
(message buffer-ref [(buffer 1) -1])
(wrong buffer-set! (buffer 1) 0 1)
(message buffer-set! [(buffer 1) 1 1])

;; expect: :arity make-vector: expected 2 arguments, got 0
;; expect: :arity make-vector: expected 2 arguments, got 3
;; expect: :type make-vector: argument 1: expected Int, got Symbol no
;; expect: :range make-vector: negative length -1
;; expect: :arity vector-ref: expected 2 arguments, got 0
;; expect: :arity vector-ref: expected 2 arguments, got 3
;; expect: :type vector-ref: argument 1: expected Vector, got Symbol no
;; expect: :type vector-ref: argument 2: expected Int, got Symbol no
;; expect: :index vector-ref: index 2 is out of range for length 2
;; expect: :index vector-ref: index -1 is out of range for length 2
;; expect: :arity vector-set!: expected 3 arguments, got 0
;; expect: :arity vector-set!: expected 3 arguments, got 4
;; expect: :type vector-set!: argument 1: expected Vector, got Symbol no
;; expect: :type vector-set!: argument 2: expected Int, got Symbol no
;; expect: :index vector-set!: index 2 is out of range for length 2
;; expect: :arity vector-length: expected 1 argument, got 0
;; expect: :arity vector-length: expected 1 argument, got 2
;; expect: :type vector-length: argument 1: expected Vector, got Symbol no
;; expect: :arity vector->list: expected 1 argument, got 0
;; expect: :arity vector->list: expected 1 argument, got 2
;; expect: :type vector->list: argument 1: expected Vector, got Symbol no
;; expect: :arity vector?: expected 1 argument, got 0
;; expect: :arity vector?: expected 1 argument, got 2
;; expect: :arity list->vector: expected 1 argument, got 0
;; expect: :arity list->vector: expected 1 argument, got 2
;; expect: :type list->vector: argument 1: expected List, got Symbol no
;; expect: :arity vector-fill!: expected 2 arguments, got 0
;; expect: :arity vector-fill!: expected 2 arguments, got 3
;; expect: :type vector-fill!: argument 1: expected Vector, got Symbol no
;; expect: :arity vector-copy: expected 1 to 3 arguments, got 0
;; expect: :arity vector-copy: expected 1 to 3 arguments, got 4
;; expect: :type vector-copy: argument 1: expected Vector, got Symbol no
;; expect: :type vector-copy: argument 2: expected Int, got Symbol no
;; expect: :type vector-copy: argument 3: expected Int, got Symbol no
;; expect: :index vector-copy: index 3 is out of range for length 2
;; expect: :index vector-copy: index 1 is out of range for length 2
;; expect: :arity vector-blit!: expected 5 arguments, got 0
;; expect: :arity vector-blit!: expected 5 arguments, got 6
;; expect: :type vector-blit!: argument 1: expected Vector, got Symbol no
;; expect: :type vector-blit!: argument 2: expected Int, got Symbol no
;; expect: :type vector-blit!: argument 3: expected Vector, got Symbol no
;; expect: :type vector-blit!: argument 4: expected Int, got Symbol no
;; expect: :type vector-blit!: argument 5: expected Int, got Symbol no
;; expect: :index vector-blit!: index 2 is out of range for length 2
;; expect: :index vector-blit!: index 3 is out of range for length 2
;; expect: :arity vector-sort!: expected 1 to 2 arguments, got 0
;; expect: :type vector-sort!: argument 2: expected Function, got Nil nil
;; expect: :type vector-sort!: argument 1: expected Vector, got Symbol no
;; expect: :arity vector-sort!: expected 1 to 2 arguments, got 0
;; expect: :arity vector-sort!: expected 1 to 2 arguments, got 3
;; expect: :type vector-sort!: argument 1: expected Vector, got Symbol no
;; expect: :type vector-sort!: argument 2: expected Function, got Symbol no
;; expect: :type vector-sort!: element 1: expected a number, got String "a"
;; expect: :type vector-ref: argument 1: expected Vector, got List [1]
;; expect: :type vector-ref: argument 2: expected Int, got String "0"
;; expect: :index vector-ref: index 1 is out of range for length 1
;; expect: :type vector-set!: argument 1: expected Vector, got List [1]
;; expect: :type vector-set!: argument 2: expected Int, got Keyword :a
;; expect: :index vector-set!: index -1 is out of range for length 1
;; expect: :type vector-length: argument 1: expected Vector, got List []
;; expect: :arity vector-ref: expected 2 arguments, got 1
;; expect: :arity vector-set!: expected 3 arguments, got 1
;; expect: :arity vector-length: expected 1 argument, got 0
;; expect: :arity buffer-length: expected 1 argument, got 0
;; expect: :arity buffer-length: expected 1 argument, got 2
;; expect: :type buffer-length: argument 1: expected Buffer, got Symbol no
;; expect: :arity buffer-clear!: expected 1 argument, got 0
;; expect: :arity buffer-clear!: expected 1 argument, got 2
;; expect: :type buffer-clear!: argument 1: expected Buffer, got Symbol no
;; expect: :arity buffer->list: expected 1 argument, got 0
;; expect: :arity buffer->list: expected 1 argument, got 2
;; expect: :type buffer->list: argument 1: expected Buffer, got Symbol no
;; expect: :arity buffer->vector: expected 1 argument, got 0
;; expect: :arity buffer->vector: expected 1 argument, got 2
;; expect: :type buffer->vector: argument 1: expected Buffer, got Symbol no
;; expect: :arity buffer?: expected 1 argument, got 0
;; expect: :arity buffer?: expected 1 argument, got 2
;; expect: :arity buffer-pop!: expected 1 argument, got 0
;; expect: :arity buffer-pop!: expected 1 argument, got 2
;; expect: :type buffer-pop!: argument 1: expected Buffer, got Symbol no
;; expect: :index buffer-pop!: index -1 is out of range for length 0
;; expect: :arity buffer-push!: expected 2 arguments, got 0
;; expect: :arity buffer-push!: expected 2 arguments, got 3
;; expect: :type buffer-push!: argument 1: expected Buffer, got Symbol no
;; expect: :arity buffer-ref: expected 2 arguments, got 0
;; expect: :arity buffer-ref: expected 2 arguments, got 3
;; expect: :type buffer-ref: argument 1: expected Buffer, got Symbol no
;; expect: :type buffer-ref: argument 2: expected Int, got Symbol no
;; expect: :index buffer-ref: index 1 is out of range for length 1
;; expect: :index buffer-ref: index -1 is out of range for length 1
;; expect: :arity buffer-set!: expected 3 arguments, got 0
;; expect: :arity buffer-set!: expected 3 arguments, got 4
;; expect: :type buffer-set!: argument 1: expected Buffer, got Symbol no
;; expect: :type buffer-set!: argument 2: expected Int, got Symbol no
;; expect: :index buffer-set!: index 1 is out of range for length 1
