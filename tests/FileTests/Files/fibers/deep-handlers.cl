; A fiber that waits with many calls pending has its handlers when it goes on, and others have theirs.
(define c (chan))
(define (deep n) (if (= n 0) (begin (recv! c) (ask:it)) (+ 1 (deep (- n 1)))))
(define (asking who n) (go (handler ((ask (lambda (op) who))) (deep n))))
(define tasks [(asking 1000000 5000) (asking 2000000 3) (asking 3000000 20000)])
(await (go nil))
(io:print (handler ((ask (lambda (op) :mine))) (begin (dotimes (i 3) (send! c i)) (let ((all (map await tasks))) [all (ask:it)]))))
(io:print (try (ask:it) (catch e (Error-kind e))))

;; expect: [[1005000, 2000003, 3020000], :mine]
;; expect: :effect
