; Vectors of Floats and of bytes: the functions of vectors, with elements of one kind.
(define f (float-vector 3 1.5 -0.0 2))
(io:print f (make-float-vector 2 1) (float-vector-ref f 0) (float-vector-set! f 0 7) f (float-vector-length f) (float-vector->list f) (list->float-vector [1 2.5]) (float-vector? f) (float-vector? (vector 1.0)))
(io:print (float-vector-copy f) (float-vector-copy f 1 3) (float-vector-copy f 2) (float-vector))
(float-vector-sort! f) (io:print f)
(float-vector-sort! f >) (io:print f)
(float-vector-blit! f 1 f 0 3) (io:print f)
(float-vector-fill! f 1) (io:print f (type-of (float-vector-ref f 0)))
(define b (byte-vector 3 255 0 2))
(io:print b (make-byte-vector 2 1) (byte-vector-ref b 1) (byte-vector-set! b 0 7) b (byte-vector-length b) (byte-vector->list b) (list->byte-vector [1 2]) (byte-vector? b) (byte-vector? (vector 1)))
(io:print (byte-vector-copy b) (byte-vector-copy b 1 3) (byte-vector-copy b 2) (byte-vector))
(byte-vector-sort! b) (io:print b)
(byte-vector-sort! b >) (io:print b)
(byte-vector-blit! b 1 b 0 3) (io:print b)
(byte-vector-fill! b 9) (io:print b)
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (float-vector 1 "2")))
(message (lambda () (float-vector-set! f 0 nil)))
(message (lambda () (float-vector-set! f 4 1.0)))
(message (lambda () (float-vector-ref f -1)))
(message (lambda () (make-float-vector 1 "x")))
(message (lambda () (make-float-vector -1 0)))
(message (lambda () (float-vector-fill! f :a)))
(message (lambda () (list->float-vector [1 nil])))
(message (lambda () (float-vector-copy f 0 5)))
(message (lambda () (float-vector-blit! f 0 (vector 1) 0 1)))
(message (lambda () (byte-vector 256)))
(message (lambda () (byte-vector -1)))
(message (lambda () (byte-vector 1.0)))
(message (lambda () (byte-vector-set! b 0 256)))
(message (lambda () (byte-vector-set! b 9 1)))
(message (lambda () (byte-vector-ref b 4)))
(message (lambda () (make-byte-vector 1 300)))
(message (lambda () (byte-vector-fill! b -1)))
(message (lambda () (list->byte-vector [0 256])))
(message (lambda () (byte-vector-copy b 3 1)))
(message (lambda () (byte-vector-blit! b 0 b 3 9)))
(message (lambda () (byte-vector-sort! f)))
(io:print (same? f (float-vector-copy f)) (same? b (byte-vector-copy b)))

;; modes: interpreted baseline native leaving collecting
;; expect: #f[7.0, 1.5, -0.0, 2.0] #f[1.0, 1.0] 3.0 nil #f[7.0, 1.5, -0.0, 2.0] 4 [7.0, 1.5, -0.0, 2.0] #f[1.0, 2.5] true false
;; expect: #f[7.0, 1.5, -0.0, 2.0] #f[1.5, -0.0] #f[-0.0, 2.0] #f[]
;; expect: #f[-0.0, 1.5, 2.0, 7.0]
;; expect: #f[7.0, 2.0, 1.5, -0.0]
;; expect: #f[7.0, 7.0, 2.0, 1.5]
;; expect: #f[1.0, 1.0, 1.0, 1.0] Float
;; expect: #b[7, 255, 0, 2] #b[1, 1] 255 nil #b[7, 255, 0, 2] 4 [7, 255, 0, 2] #b[1, 2] true false
;; expect: #b[7, 255, 0, 2] #b[255, 0] #b[0, 2] #b[]
;; expect: #b[0, 2, 7, 255]
;; expect: #b[255, 7, 2, 0]
;; expect: #b[255, 255, 7, 2]
;; expect: #b[9, 9, 9, 9]
;; expect: :type float-vector: argument 2: expected Float, got String "2"
;; expect: :type float-vector-set!: argument 3: expected Float, got Nil nil
;; expect: :index float-vector-set!: index 4 is out of range for length 4
;; expect: :index float-vector-ref: index -1 is out of range for length 4
;; expect: :type make-float-vector: argument 2: expected Float, got String "x"
;; expect: :range make-float-vector: negative length -1
;; expect: :type float-vector-fill!: argument 2: expected Float, got Keyword :a
;; expect: :type list->float-vector: argument 1: expected Float, got Nil nil
;; expect: :index float-vector-copy: index 5 is out of range for length 4
;; expect: :type float-vector-blit!: argument 3: expected FloatVector, got Vector #[1]
;; expect: :range byte-vector: 256 is not in 0..255
;; expect: :range byte-vector: -1 is not in 0..255
;; expect: :type byte-vector: argument 1: expected Int, got Float 1.0
;; expect: :range byte-vector-set!: 256 is not in 0..255
;; expect: :index byte-vector-set!: index 9 is out of range for length 4
;; expect: :index byte-vector-ref: index 4 is out of range for length 4
;; expect: :range make-byte-vector: 300 is not in 0..255
;; expect: :range byte-vector-fill!: -1 is not in 0..255
;; expect: :range list->byte-vector: 256 is not in 0..255
;; expect: :index byte-vector-copy: index 1 is out of range for length 4
;; expect: :index byte-vector-blit!: index 9 is out of range for length 4
;; expect: :type byte-vector-sort!: argument 1: expected ByteVector, got FloatVector #f[1.0, 1.0, 1.0, 1.0]
;; expect: false false
