; Buffers and vectors made in hot code, of none to more elements than are made at once, are new ones each time and can grow.
(define (made i)
  (list (buffer) (buffer i) (buffer 1 i) (buffer 1 2 3 4 5 6 i) (buffer 1 2 3 4 5 6 7 i) (buffer 1 2 3 4 5 6 7 8 i)
        (vector) (vector i) (vector 1 2.5 i) (vector 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 i) (vector 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 i)))
(define last nil)
(dotimes (i 3000) (set! last (made i)))
(for-each (lambda (x) (io:print x)) last)
(define (grown n) (let ((b (buffer n))) (dotimes (i n) (buffer-push! b (list i))) b))
(define sizes 0)
(dotimes (i 2000) (set! sizes (+ sizes (buffer-length (grown (mod i 20))))))
(io:print sizes (grown 3) (buffer-pop! (grown 9)))
(define (others) (let ((a (buffer 1)) (b (buffer 1))) (buffer-push! a 2) (buffer-pop! b) (list a b (same? a b) (same? (vector 1) (vector 1)))))
(dotimes (i 2000) (others))
(io:print (others))
; Their elements survive collections, and so do they in one another.
(define (chain n) (let loop ((i 0) (c nil)) (if (= i n) c (loop (+ i 1) (if (= (mod i 2) 0) (buffer (vector i c) (list i)) (vector (buffer c (list i))))))))
(define (depth c) (let loop ((c c) (d 0)) (cond ((nil? c) d) ((buffer? c) (loop (vector-ref (buffer-ref c 0) 1) (+ d 1))) (else (loop (buffer-ref (vector-ref c 0) 0) (+ d 1))))))
(io:print (depth (chain 30000)))

;; expect: #buffer[]
;; expect: #buffer[2999]
;; expect: #buffer[1, 2999]
;; expect: #buffer[1, 2, 3, 4, 5, 6, 2999]
;; expect: #buffer[1, 2, 3, 4, 5, 6, 7, 2999]
;; expect: #buffer[1, 2, 3, 4, 5, 6, 7, 8, 2999]
;; expect: #[]
;; expect: #[2999]
;; expect: #[1, 2.5, 2999]
;; expect: #[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 2999]
;; expect: #[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 2999]
;; expect: 21000 #buffer[3, [0], [1], [2]] [8]
;; expect: [#buffer[1, 2], #buffer[], false, false]
;; expect: 30000
