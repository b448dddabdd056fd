; Buffers grow at the end, and are read and written by index.
(define b (buffer 1 "two"))
(io:print b (buffer) (buffer-push! b 3) b (buffer-pop! b) b (buffer-ref b 1) (buffer-set! b 0 :one) b (buffer-length b) (buffer->list b) (buffer->vector b) (buffer? b) (buffer? (vector)))
(dotimes (i 1000) (buffer-push! b i))
(io:print (buffer-length b) (buffer-ref b 1001) (nth b 2) (length b) (empty? b) (get b 5) (get b 2000) (fold + 0 (drop 2 (buffer->list b))))
(dotimes (i 1000) (buffer-pop! b))
(io:print b (buffer-clear! b) b (empty? b) (buffer->list b) (buffer->vector b))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (buffer-pop! b)))
(message (lambda () (buffer-ref b 0)))
(message (lambda () (buffer-set! b 0 1)))
(message (lambda () (buffer-push! [1] 2)))
(message (lambda () (buffer-ref (buffer 1) -1)))
(message (lambda () (buffer-length (vector))))

;; modes: interpreted baseline native leaving collecting
;; expect: #buffer[:one, "two"] #buffer[] nil #buffer[:one, "two"] 3 #buffer[:one, "two"] two nil #buffer[:one, "two"] 2 [:one, "two"] #[:one, "two"] true false
;; expect: 1002 999 0 1002 false 3 nil 499500
;; expect: #buffer[] nil #buffer[] true [] #[]
;; expect: :index buffer-pop!: index -1 is out of range for length 0
;; expect: :index buffer-ref: index 0 is out of range for length 0
;; expect: :index buffer-set!: index 0 is out of range for length 0
;; expect: :type buffer-push!: argument 1: expected Buffer, got List [1]
;; expect: :index buffer-ref: index -1 is out of range for length 1
;; expect: :type buffer-length: argument 1: expected Buffer, got Vector #[]
