; select evaluates all of its operands, in the order of the text, before it looks which clause is ready.
(define (note name v) (io:write name " ") v)
(define a (chan 1)) (define b (chan 1))
(send! a 1)
(io:print (select ((recv! (note "a" a)) (note "fa" (lambda (v) [:a v]))) ((send! (note "b" b) (note "value" 2)) (note "fb" (lambda () :b))) (default (note "default" :none))))
(io:print (select ((recv! (note "a" a)) (lambda (v) v)) ((recv! (note "b" b)) (lambda (v) v)) (default (note "default" :none))))
; what an operand does counts
(io:print (select ((recv! a) (begin (send! a :late) (lambda (v) [:a v]))) (default :none)))
(io:print (try (select ((recv! b) list) ((recv! (head [])) list)) (catch e (Error-kind e))) (try-recv! b))
(send! b 3)
(io:print (try (select ((recv! b) list) ((recv! (head [])) list)) (catch e (Error-kind e))) (try-recv! b))

;; modes: interpreted baseline native leaving collecting
;; expect: a  fa  b  value  fb  [:a, 1]
;; expect: a  b  default  :none
;; expect: [:a, :late]
;; expect: :index nil
;; expect: :index 3
