; Values go from fiber to fiber in machine code: who waited first is served first, objects move meanwhile, frames are of any depth.
(define (mix h x) (mod (+ (* h 31) x) 1000003))
(define (gather c n) (let loop ((k 0) (h 7)) (if (= k n) h (let ((v (recv! c))) (loop (+ k 1) (mix h (+ (* 10 (head v)) (head (nth v 1)))))))))

(define (worker i in out n) (dotimes (k n) (send! out (list i (list (head (recv! in)))))))
(define (producer c n) (dotimes (k n) (send! c (list k))))
(define (receivers n)
  (let ((in (chan)) (out (chan)))
    (dotimes (i 5) (go (worker i in out n)))
    (go (producer in (* 5 n)))
    (gather out (* 5 n))))
(io:print "receivers" (receivers 60))

(define (hear c n) (let loop ((k 0) (h 7)) (if (= k n) h (loop (+ k 1) (mix h (head (recv! c)))))))
(define (heard n)
  (let ((c (chan)))
    (let ((tasks (map (lambda (i) (go (hear c (* n (- 5 i))))) (range 5))))
      (producer c (* 15 n))
      (map (lambda (t) (await t)) tasks))))
(io:print "heard" (heard 20))

(define (sender i c n) (dotimes (k n) (send! c (list i (list k)))))
(define (senders n) (let ((c (chan))) (dotimes (i 5) (go (sender i c n))) (gather c (* 5 n))))
(io:print "senders" (senders 60))

(define (relay from to n) (dotimes (i n) (send! to (cons i (recv! from)))))
(define (line places n)
  (let ((channels (make-vector (+ places 1) nil)))
    (dotimes (i (+ places 1)) (vector-set! channels i (chan)))
    (dotimes (i places) (let ((from (vector-ref channels i)) (to (vector-ref channels (+ i 1)))) (go (relay from to n))))
    (let loop ((k 0) (sum 0))
      (if (= k n) sum
        (begin (send! (vector-ref channels 0) (list k)) (loop (+ k 1) (+ sum (fold + 0 (recv! (vector-ref channels places))))))))))
(io:print "line" (line 5 40) (line 40 40))

(define (fill c n) (dotimes (i n) (send! c (list i (list i)))) (close! c))
(define (pass in out) (let loop () (let ((v (recv! in))) (if (nil? v) (close! out) (begin (send! out v) (loop))))))
(define (buffered capacity n) (let ((a (chan capacity)) (b (chan (+ 1 capacity)))) (go (fill a n)) (go (pass a b)) (gather b n)))
(define (shared n) (let ((c (chan 4))) (dotimes (i 3) (go (sender i c n))) (gather c (* 3 n))))
(io:print "buffered" (buffered 1 90) (buffered 3 90) (buffered 40 200) (shared 50))

(define (three c) (dotimes (i 3) (send! c i)))
(define (made-room n)
  (let loop ((k 0) (h 7))
    (if (= k n) h
      (let ((c (chan 2)))
        (let ((t (go (three c))))
          (await (go nil))
          (let ((x (recv! c)))
            (await t)
            (loop (+ k 1) (mix h (+ x (* 3 (recv! c)) (* 5 (recv! c)))))))))))
(io:print "room" (made-room 30))

(define (deep n c) (if (= n 0) (recv! c) (+ (length (list n)) (deep (- n 1) c))))
(define (dive c out n) (dotimes (i n) (send! out (deep (mod (* i 7) 40) c))))
(define (feed c n) (dotimes (i n) (send! c i)))
(define (depths n)
  (let ((c (chan)) (out (chan)))
    (go (dive c out n))
    (go (feed c n))
    (let loop ((k 0) (h 7)) (if (= k n) h (loop (+ k 1) (mix h (recv! out)))))))
(io:print "depths" (depths 200))

(define (ask c out n) (dotimes (i n) (recv! c) (send! out (e:who))))
(define (own-handlers n)
  (let ((c (chan)) (out (chan)))
    (dotimes (i 3) (go (handle (ask c out n) (e:who (k) (k i)))))
    (go (feed c (* 3 n)))
    (let loop ((k 0) (h 7)) (if (= k (* 3 n)) h (loop (+ k 1) (mix h (recv! out)))))))
(io:print "handlers" (own-handlers 50))

(define (choose a b n)
  (let loop ((k 0) (h 7)) (if (= k n) h (loop (+ k 1) (mix h (select ((recv! a) inc) ((recv! b) -)))))))
(define (chosen n) (let ((a (chan)) (b (chan))) (go (feed a n)) (go (feed b n)) (choose a b (* 2 n))))
(io:print "select" (chosen 60))
(define (offer a b n) (dotimes (i n) (select ((send! a i) list) ((send! b (- i)) list))))
(define (offered n) (let ((a (chan)) (b (chan))) (go (offer a b (* 2 n)))
  (let loop ((k 0) (h 7)) (if (= k n) h (loop (+ k 1) (mix h (+ (recv! a) (* 3 (recv! b)))))))))
(io:print "offers" (offered 60))

(define (endless c) (let loop ((n 0)) (recv! c) (loop (+ n 1))))
(define (cancelled n)
  (let loop ((k 0) (h 7))
    (if (= k n) h
      (let ((c (chan)) (d (chan)))
        (let ((first (go (endless c))) (second (go (endless d))))
          (dotimes (i 5) (send! c i) (send! d i))
          (cancel! second)
          (send! c 1)
          (close! d)
          (let ((kind (try (await second) (catch e (Error-kind e)))))
            (cancel! first)
            (loop (+ k 1) (mix h (if (= kind :cancelled) 1 2)))))))))
(io:print "cancelled" (cancelled 30))

(define (patient c) (let loop ((n 0)) (if (nil? (try (recv! c) (catch e nil))) n (loop (+ n 1)))))
(define (told n) (let ((c (chan))) (let ((t (go (patient c)))) (dotimes (i n) (send! c i)) (cancel! t) (await t))))
(io:print "told" (map told (range 1 30)))

(define (count c) (let loop ((n 0)) (if (nil? (recv! c)) n (loop (+ n 1)))))
(define (closed n)
  (let ((c (chan)))
    (let ((tasks (map (lambda (i) (go (count c))) (range 3))))
      (feed c n)
      (close! c)
      (map (lambda (t) (await t)) tasks))))
(io:print "closed" (closed 100))

(define (rest) (time:sleep 0.002) :rested)
(define (beside-a-sleeper n) (let ((t (go (rest))) (c (chan))) (go (feed c n)) (dotimes (i n) (recv! c)) (await t)))
(io:print "sleeper" (beside-a-sleeper 100))

(define (guest gate inside) (recv! gate) (recv! inside))
(define (invite n order opened)
  (let ((gates (map (lambda (i) (chan)) (range n))) (inside (chan)))
    (for-each (lambda (gate) (go (guest gate inside))) gates)
    (await (go nil))
    (for-each (lambda (i) (send! (nth gates i) i)) order)
    (dotimes (i opened) (send! inside i))))
(dotimes (i 20) (invite 4 [2 0 3 1] 4))
(invite 4 [2 0 3 1] 0)
(io:print (try (recv! (chan)) (catch e (Error-data e))))

;; modes: interpreted baseline native hasty leaving
;; expect: receivers 695554
;; expect: heard [94851, 277777, 324268, 753698, 510806]
;; expect: senders 449406
;; expect: line 4680 31980
;; expect: buffered 169988 169988 693481 106118
;; expect: room 719983
;; expect: depths 624012
;; expect: handlers 340814
;; expect: select 560525
;; expect: offers 238901
;; expect: cancelled 950299
;; expect: told [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]
;; expect: closed [50, 25, 25]
;; expect: sleeper :rested
;; expect: ["fiber 1 waits for recv! on a channel", "fiber 337 waits for recv! on a channel", "fiber 335 waits for recv! on a channel", "fiber 338 waits for recv! on a channel", "fiber 336 waits for recv! on a channel"]
