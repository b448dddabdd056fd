; What the functions of FloatVectors and ByteVectors say of wrong arguments and of too few or too many: each argument of each.
(define (message f args) (try (begin (apply f args) nil) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (with l i x) (append (take i l) (cons x (drop (+ i 1) l))))
; Calls it with no arguments, with one too many, and once for each argument with something of no use in its place.
(define (wrong f . right)
  (message f [])
  (message f (append right [nil]))
  (for-each (lambda (i) (message f (with right i 'no))) (range (length right))))
(define (floats) (float-vector 1.5 2))
(wrong float-vector 1.5 2)
(wrong make-float-vector 2 1.5)
(message make-float-vector [-1 1.5])
(wrong float-vector-ref (floats) 0)
(message float-vector-ref [(floats) 2])
(message float-vector-ref [(floats) -1])
(wrong float-vector-set! (floats) 0 1.5)
(message float-vector-set! [(floats) 2 1.5])
(for-each (lambda (f) (wrong f (floats))) [float-vector-length float-vector->list float-vector?])
(wrong list->float-vector [1.5])
(wrong float-vector-fill! (floats) 1.5)
(wrong float-vector-copy (floats) 0 1)
(message float-vector-copy [(floats) 0 3])
(message float-vector-copy [(floats) 2 1])
(wrong float-vector-blit! (floats) 0 (floats) 0 1)
(message float-vector-blit! [(floats) 2 (floats) 0 1])
(message float-vector-blit! [(floats) 0 (floats) 0 3])
(wrong float-vector-sort! (floats))
(wrong float-vector-sort! (floats) <)
(message float-vector-fill! [(floats) nil])
(message list->float-vector [[1.5 :a]])
(define (bytes) (byte-vector 1 255))
(wrong byte-vector 1 255)
(wrong make-byte-vector 2 1)
(message make-byte-vector [-1 1])
(wrong byte-vector-ref (bytes) 0)
(message byte-vector-ref [(bytes) 2])
(message byte-vector-ref [(bytes) -1])
(wrong byte-vector-set! (bytes) 0 1)
(message byte-vector-set! [(bytes) 2 1])
(for-each (lambda (f) (wrong f (bytes))) [byte-vector-length byte-vector->list byte-vector?])
(wrong list->byte-vector [1])
(wrong byte-vector-fill! (bytes) 1)
(wrong byte-vector-copy (bytes) 0 1)
(message byte-vector-copy [(bytes) 0 3])
(message byte-vector-copy [(bytes) 2 1])
(wrong byte-vector-blit! (bytes) 0 (bytes) 0 1)
(message byte-vector-blit! [(bytes) 2 (bytes) 0 1])
(message byte-vector-blit! [(bytes) 0 (bytes) 0 3])
(wrong byte-vector-sort! (bytes))
(wrong byte-vector-sort! (bytes) <)
(message byte-vector-fill! [(bytes) 256])
(message list->byte-vector [[1 -1]])
(message byte-vector [0 256])
(message byte-vector-set! [(bytes) 0 -1])
(message make-byte-vector [1 256])
(message byte-vector [1.0])

;; expect: :type float-vector: argument 3: expected Float, got Nil nil
;; expect: :type float-vector: argument 1: expected Float, got Symbol no
;; expect: :type float-vector: argument 2: expected Float, got Symbol no
;; expect: :arity make-float-vector: expected 2 arguments, got 0
;; expect: :arity make-float-vector: expected 2 arguments, got 3
;; expect: :type make-float-vector: argument 1: expected Int, got Symbol no
;; expect: :type make-float-vector: argument 2: expected Float, got Symbol no
;; expect: :range make-float-vector: negative length -1
;; expect: :arity float-vector-ref: expected 2 arguments, got 0
;; expect: :arity float-vector-ref: expected 2 arguments, got 3
;; expect: :type float-vector-ref: argument 1: expected FloatVector, got Symbol no
;; expect: :type float-vector-ref: argument 2: expected Int, got Symbol no
;; expect: :index float-vector-ref: index 2 is out of range for length 2
;; expect: :index float-vector-ref: index -1 is out of range for length 2
;; expect: :arity float-vector-set!: expected 3 arguments, got 0
;; expect: :arity float-vector-set!: expected 3 arguments, got 4
;; expect: :type float-vector-set!: argument 1: expected FloatVector, got Symbol no
;; expect: :type float-vector-set!: argument 2: expected Int, got Symbol no
;; expect: :type float-vector-set!: argument 3: expected Float, got Symbol no
;; expect: :index float-vector-set!: index 2 is out of range for length 2
;; expect: :arity float-vector-length: expected 1 argument, got 0
;; expect: :arity float-vector-length: expected 1 argument, got 2
;; expect: :type float-vector-length: argument 1: expected FloatVector, got Symbol no
;; expect: :arity float-vector->list: expected 1 argument, got 0
;; expect: :arity float-vector->list: expected 1 argument, got 2
;; expect: :type float-vector->list: argument 1: expected FloatVector, got Symbol no
;; expect: :arity float-vector?: expected 1 argument, got 0
;; expect: :arity float-vector?: expected 1 argument, got 2
;; expect: :arity list->float-vector: expected 1 argument, got 0
;; expect: :arity list->float-vector: expected 1 argument, got 2
;; expect: :type list->float-vector: argument 1: expected List, got Symbol no
;; expect: :arity float-vector-fill!: expected 2 arguments, got 0
;; expect: :arity float-vector-fill!: expected 2 arguments, got 3
;; expect: :type float-vector-fill!: argument 1: expected FloatVector, got Symbol no
;; expect: :type float-vector-fill!: argument 2: expected Float, got Symbol no
;; expect: :arity float-vector-copy: expected 1 to 3 arguments, got 0
;; expect: :arity float-vector-copy: expected 1 to 3 arguments, got 4
;; expect: :type float-vector-copy: argument 1: expected FloatVector, got Symbol no
;; expect: :type float-vector-copy: argument 2: expected Int, got Symbol no
;; expect: :type float-vector-copy: argument 3: expected Int, got Symbol no
;; expect: :index float-vector-copy: index 3 is out of range for length 2
;; expect: :index float-vector-copy: index 1 is out of range for length 2
;; expect: :arity float-vector-blit!: expected 5 arguments, got 0
;; expect: :arity float-vector-blit!: expected 5 arguments, got 6
;; expect: :type float-vector-blit!: argument 1: expected FloatVector, got Symbol no
;; expect: :type float-vector-blit!: argument 2: expected Int, got Symbol no
;; expect: :type float-vector-blit!: argument 3: expected FloatVector, got Symbol no
;; expect: :type float-vector-blit!: argument 4: expected Int, got Symbol no
;; expect: :type float-vector-blit!: argument 5: expected Int, got Symbol no
;; expect: :index float-vector-blit!: index 2 is out of range for length 2
;; expect: :index float-vector-blit!: index 3 is out of range for length 2
;; expect: :arity float-vector-sort!: expected 1 to 2 arguments, got 0
;; expect: :type float-vector-sort!: argument 2: expected Function, got Nil nil
;; expect: :type float-vector-sort!: argument 1: expected FloatVector, got Symbol no
;; expect: :arity float-vector-sort!: expected 1 to 2 arguments, got 0
;; expect: :arity float-vector-sort!: expected 1 to 2 arguments, got 3
;; expect: :type float-vector-sort!: argument 1: expected FloatVector, got Symbol no
;; expect: :type float-vector-sort!: argument 2: expected Function, got Symbol no
;; expect: :type float-vector-fill!: argument 2: expected Float, got Nil nil
;; expect: :type list->float-vector: argument 1: expected Float, got Keyword :a
;; expect: :type byte-vector: argument 3: expected Int, got Nil nil
;; expect: :type byte-vector: argument 1: expected Int, got Symbol no
;; expect: :type byte-vector: argument 2: expected Int, got Symbol no
;; expect: :arity make-byte-vector: expected 2 arguments, got 0
;; expect: :arity make-byte-vector: expected 2 arguments, got 3
;; expect: :type make-byte-vector: argument 1: expected Int, got Symbol no
;; expect: :type make-byte-vector: argument 2: expected Int, got Symbol no
;; expect: :range make-byte-vector: negative length -1
;; expect: :arity byte-vector-ref: expected 2 arguments, got 0
;; expect: :arity byte-vector-ref: expected 2 arguments, got 3
;; expect: :type byte-vector-ref: argument 1: expected ByteVector, got Symbol no
;; expect: :type byte-vector-ref: argument 2: expected Int, got Symbol no
;; expect: :index byte-vector-ref: index 2 is out of range for length 2
;; expect: :index byte-vector-ref: index -1 is out of range for length 2
;; expect: :arity byte-vector-set!: expected 3 arguments, got 0
;; expect: :arity byte-vector-set!: expected 3 arguments, got 4
;; expect: :type byte-vector-set!: argument 1: expected ByteVector, got Symbol no
;; expect: :type byte-vector-set!: argument 2: expected Int, got Symbol no
;; expect: :type byte-vector-set!: argument 3: expected Int, got Symbol no
;; expect: :index byte-vector-set!: index 2 is out of range for length 2
;; expect: :arity byte-vector-length: expected 1 argument, got 0
;; expect: :arity byte-vector-length: expected 1 argument, got 2
;; expect: :type byte-vector-length: argument 1: expected ByteVector, got Symbol no
;; expect: :arity byte-vector->list: expected 1 argument, got 0
;; expect: :arity byte-vector->list: expected 1 argument, got 2
;; expect: :type byte-vector->list: argument 1: expected ByteVector, got Symbol no
;; expect: :arity byte-vector?: expected 1 argument, got 0
;; expect: :arity byte-vector?: expected 1 argument, got 2
;; expect: :arity list->byte-vector: expected 1 argument, got 0
;; expect: :arity list->byte-vector: expected 1 argument, got 2
;; expect: :type list->byte-vector: argument 1: expected List, got Symbol no
;; expect: :arity byte-vector-fill!: expected 2 arguments, got 0
;; expect: :arity byte-vector-fill!: expected 2 arguments, got 3
;; expect: :type byte-vector-fill!: argument 1: expected ByteVector, got Symbol no
;; expect: :type byte-vector-fill!: argument 2: expected Int, got Symbol no
;; expect: :arity byte-vector-copy: expected 1 to 3 arguments, got 0
;; expect: :arity byte-vector-copy: expected 1 to 3 arguments, got 4
;; expect: :type byte-vector-copy: argument 1: expected ByteVector, got Symbol no
;; expect: :type byte-vector-copy: argument 2: expected Int, got Symbol no
;; expect: :type byte-vector-copy: argument 3: expected Int, got Symbol no
;; expect: :index byte-vector-copy: index 3 is out of range for length 2
;; expect: :index byte-vector-copy: index 1 is out of range for length 2
;; expect: :arity byte-vector-blit!: expected 5 arguments, got 0
;; expect: :arity byte-vector-blit!: expected 5 arguments, got 6
;; expect: :type byte-vector-blit!: argument 1: expected ByteVector, got Symbol no
;; expect: :type byte-vector-blit!: argument 2: expected Int, got Symbol no
;; expect: :type byte-vector-blit!: argument 3: expected ByteVector, got Symbol no
;; expect: :type byte-vector-blit!: argument 4: expected Int, got Symbol no
;; expect: :type byte-vector-blit!: argument 5: expected Int, got Symbol no
;; expect: :index byte-vector-blit!: index 2 is out of range for length 2
;; expect: :index byte-vector-blit!: index 3 is out of range for length 2
;; expect: :arity byte-vector-sort!: expected 1 to 2 arguments, got 0
;; expect: :type byte-vector-sort!: argument 2: expected Function, got Nil nil
;; expect: :type byte-vector-sort!: argument 1: expected ByteVector, got Symbol no
;; expect: :arity byte-vector-sort!: expected 1 to 2 arguments, got 0
;; expect: :arity byte-vector-sort!: expected 1 to 2 arguments, got 3
;; expect: :type byte-vector-sort!: argument 1: expected ByteVector, got Symbol no
;; expect: :type byte-vector-sort!: argument 2: expected Function, got Symbol no
;; expect: :range byte-vector-fill!: 256 is not in 0..255
;; expect: :range list->byte-vector: -1 is not in 0..255
;; expect: :range byte-vector: 256 is not in 0..255
;; expect: :range byte-vector-set!: -1 is not in 0..255
;; expect: :range make-byte-vector: 256 is not in 0..255
;; expect: :type byte-vector: argument 1: expected Int, got Float 1.0
