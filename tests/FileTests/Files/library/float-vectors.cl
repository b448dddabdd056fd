; Vectors of unboxed elements.
(define f (make-float-vector 3 0.0))
(float-vector-set! f 0 1.5)
(float-vector-set! f 1 2)
(io:print f (float-vector-ref f 0) (float-vector-ref f 1) (float-vector-length f))
(io:print (float-vector 1 2.5) (type-of f))
(define b (make-byte-vector 3 7))
(byte-vector-set! b 0 255)
(io:print b (byte-vector-ref b 0) (byte-vector-length b) (byte-vector 1 2) (type-of b))

;; modes: interpreted baseline native leaving collecting
;; expect: #f[1.5, 2.0, 0.0] 1.5 2.0 3
;; expect: #f[1.0, 2.5] FloatVector
;; expect: #b[255, 7, 7] 255 3 #b[1, 2] ByteVector
