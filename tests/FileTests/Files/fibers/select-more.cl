; select: sending to a closed channel is :closed, the value of the function is the form's, and without a ready clause it waits.
(define (kind f) (try (f) (catch e (Error-kind e))))
(define closed (chan)) (close! closed)
(io:print (kind (lambda () (select ((send! closed 1) (lambda () :sent)) (default :no)))) (select ((recv! closed) (lambda (v) [v])) (default :no)))
(define a (chan)) (define b (chan))
(define t (go (select ((recv! a) (lambda (v) [:a v])) ((recv! b) (lambda (v) [:b v])))))
(await (go nil))
(send! b 1)
(io:print (await t) (try-send! a 1) (try-send! b 1))
(define u (go (select ((send! a :x) (lambda () :sent)) ((recv! b) (lambda (v) v)))))
(io:print (recv! a) (await u))
(define w (go (kind (lambda () (select ((send! b 1) (lambda () 1)))))))
(await (go nil))
(close! b)
(io:print (await w) (select (default 1 2 3)) (kind (lambda () (select ((recv! 5) list)))) (kind (lambda () (select ((recv! closed) 5)))))
(define (loop n) (if (= n 0) :done (select ((recv! closed) (lambda (v) (loop (- n 1)))))))
(io:print (loop 1000))

;; modes: interpreted baseline native leaving collecting
;; expect: :closed [nil]
;; expect: [:b, 1] false false
;; expect: :x :sent
;; expect: :closed 3 :type :type
;; expect: :done
