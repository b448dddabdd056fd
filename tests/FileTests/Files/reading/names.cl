; What may be a name.
(define list->thing 1)
(define done? 2)
(define set-it! 3)
(define a.b 4)
(define +plus+ 5)
(define <=> 6)
(define π 7)
(io:print list->thing done? set-it! a.b +plus+ <=> π)
(io:print :key :a-b? [:k] 'sym)
(define - 3)
(io:print -)

;; modes: interpreted baseline native leaving collecting
;; expect: 1 2 3 4 5 6 7
;; expect: :key :a-b? [:k] sym
;; expect: 3
