; Brackets evaluate their elements, in order; () is the empty list.
(define x 5)
(io:print [] [x (+ x 1) [x]] ())
(io:print (= [] ()) (= [] nil) (empty? ()))
(define count 0)
(define (next!) (set! count (+ count 1)) count)
(io:print [(next!) (next!) (next!)])
(io:print {} {:a x "b" [x]} {:a 1 :a 2})

;; modes: interpreted baseline native leaving collecting
;; expect: [] [5, 6, [5]] []
;; expect: true false true
;; expect: [1, 2, 3]
;; expect: {} {:a 5, "b" [5]} {:a 2}
