; The first ready clause in the text's order; a closed channel is ready; default if none is.
(define a (chan 1)) (define b (chan 1))
(io:print (select ((recv! a) (lambda (v) v)) (default :none)))
(send! b 2)
(io:print (select ((recv! a) (lambda (v) (list :a v))) ((recv! b) (lambda (v) (list :b v)))))
(send! a 1) (send! b 2)
(io:print (select ((recv! a) (lambda (v) (list :a v))) ((recv! b) (lambda (v) (list :b v)))))
(io:print (select ((send! a 9) (lambda () :sent)) (default :full)))
(io:print (select ((send! a 10) (lambda () :sent)) (default :full)))
(close! b)
(io:print (recv! b) (select ((recv! b) (lambda (v) (list :closed v)))))
(define c (chan))
(go (send! c :later))
(io:print (select ((recv! c) (lambda (v) (list :c v)))))
(define d (chan))
(define t (go (recv! d)))
(io:print (select ((recv! c) (lambda (v) :no)) ((send! d 5) (lambda () :given))) (await t))
(define (evaluated x) (io:print "evaluated" x) x)
(io:print (select ((recv! (evaluated a)) (evaluated (lambda (v) v))) ((send! (evaluated d) (evaluated 1)) (evaluated (lambda () 1))) (default 0)))

;; modes: interpreted baseline native leaving collecting
;; expect: :none
;; expect: [:b, 2]
;; expect: [:a, 1]
;; expect: :sent
;; expect: :full
;; expect: 2 [:closed, nil]
;; expect: [:c, :later]
;; expect: :given 5
;; expect: evaluated #<channel>
;; expect: evaluated #<function lambda/1>
;; expect: evaluated #<channel>
;; expect: evaluated 1
;; expect: evaluated #<function lambda/0>
;; expect: 9
