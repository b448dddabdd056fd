; A buffer grows and shrinks at its end at a cost that does not depend on its length: twice as many elements take twice the memory, not four times.
(define (bytes f) (let ((before (get (gc:stats) :allocated-bytes))) (f) (- (get (gc:stats) :allocated-bytes) before)))
(define (pushed n) (let ((b (buffer))) (dotimes (i n) (buffer-push! b i)) b))
(define (push n) (lambda () (pushed n)))
(io:print (< (bytes (push 8192)) (* 3 (bytes (push 4096)))))
(define (pop b) (lambda () (dotimes (i 1000) (buffer-pop! b))))
(io:print (< (bytes (pop (pushed 4000))) 40000))
(define (both b) (lambda () (dotimes (i 1000) (buffer-push! b (buffer-pop! b)))))
(io:print (< (bytes (both (pushed 4096))) 100000))
(define (written n) (let ((b (string-builder))) (dotimes (i n) (string-builder-add! b "text")) b))
(io:print (< (bytes (lambda () (written 8192))) (* 3 (bytes (lambda () (written 4096))))))

;; expect: true
;; expect: true
;; expect: true
;; expect: true
