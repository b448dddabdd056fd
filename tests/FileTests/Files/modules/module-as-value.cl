; A module is a value: it can be handed on, and its members are found when they are asked for.
(module a (export f) (define (f) "a.f"))
(module b (export f) (define (f) "b.f"))
(define (call m) (m.f))
(io:print (call a) (call b) (same? a a) (= a b) [a b])
(define chosen b)
(io:print (chosen.f) chosen)
(set! a b)
(io:print (a.f))
(import "lib/counter" :as c)
(define (add-by m) (m.add 2 3))
(io:print c (add-by c) (type-of c))
(io:print (let ((m a)) (m.f)) (let ((m b) (n c)) [m (n.add 1 1)]))

;; modes: interpreted baseline native leaving collecting
;; expect: a.f b.f true false [#<module a>, #<module b>]
;; expect: b.f #<module b>
;; expect: b.f
;; expect: counter runs
;; expect: #<module counter> 5 Module
;; expect: b.f [#<module b>, 2]
