; Unbuffered: both meet. Buffered: the sender waits only when it is full.
(define c (chan))
(define t (go (dotimes (i 3) (io:print "sending" i) (send! c i)) (close! c) :sent))
(let loop () (let ((v (recv! c))) (when v (io:print "got" v) (loop))))
(io:print (await t))
(define b (chan 2))
(define t2 (go (dotimes (i 4) (io:print "put" i) (send! b i)) :done))
(io:print (recv! b) (recv! b) (recv! b) (recv! b) (await t2))
(io:print (type-of c) c)

;; modes: interpreted baseline native leaving collecting
;; expect: sending 0
;; expect: sending 1
;; expect: got 0
;; expect: got 1
;; expect: sending 2
;; expect: got 2
;; expect: :sent
;; expect: put 0
;; expect: put 1
;; expect: put 2
;; expect: put 3
;; expect: 0 1 2 3 :done
;; expect: Channel #<channel>
