; Unbuffered: both meet. Buffered: the sender waits only when it is full.
(define c (chan))
(define t (go (dotimes (i 3) (io:print "sending" i) (send! c i)) (close! c) :sent))
(let loop () (let ((v (recv! c))) (when v (io:print "got" v) (loop))))
(io:print (await t))
(define b (chan 2))
(define t2 (go (dotimes (i 4) (io:print "put" i) (send! b i)) :done))
(io:print (recv! b) (recv! b) (recv! b) (recv! b) (await t2))
(io:print (type-of c) c)
(define q (chan))
(define waiting (map (lambda (i) (go [i (recv! q)])) (range 3)))
(await (go nil))
(for-each (lambda (v) (send! q v)) [:a :b :c])
(io:print (map (lambda (t) (await t)) waiting))
(define offering (map (lambda (i) (go (send! q i))) (range 3)))
(await (go nil))
(io:print (recv! q) (recv! q) (recv! q))

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
;; expect: [[0, :a], [1, :b], [2, :c]]
;; expect: 0 1 2
