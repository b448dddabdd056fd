(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (send! 1 2)))
(message (lambda () (recv! nil)))
(message (lambda () (recv-or! [] 1)))
(message (lambda () (try-send! "c" 1)))
(message (lambda () (try-recv! :c)))
(message (lambda () (close! 5)))
(message (lambda () (await 5)))
(message (lambda () (cancel! 5)))
(message (lambda () (chan -1)))
(message (lambda () (chan :a)))
(message (lambda () (send! (chan))))
(message (lambda () (select ((recv! 5) (lambda (v) v)))))
(message (lambda () (abandon 5)))
(message (lambda () (time:sleep "x")))
(map send! [1] [2])

;; modes: interpreted baseline native leaving collecting
;; expect: :type send!: argument 1: expected Channel, got Int 1
;; expect: :type recv!: argument 1: expected Channel, got Nil nil
;; expect: :type recv-or!: argument 1: expected Channel, got List []
;; expect: :type try-send!: argument 1: expected Channel, got String "c"
;; expect: :type try-recv!: argument 1: expected Channel, got Keyword :c
;; expect: :type close!: argument 1: expected Channel, got Int 5
;; expect: :type await: argument 1: expected Task, got Int 5
;; expect: :type cancel!: argument 1: expected Task, got Int 5
;; expect: :range chan: negative capacity -1
;; expect: :type chan: argument 1: expected Int, got Keyword :a
;; expect: :arity send!: expected 2 arguments, got 1
;; expect: :type select: expected Channel, got Int 5
;; expect: :type abandon: argument 1: expected Continuation, got Int 5
;; expect: :type time:sleep: argument 1: expected a number, got String "x"
;; error: :type send!: argument 1: expected Channel, got Int 1
;; at: loop 66:33
