; A local variable of a module's name is in the way of the record types of the module.
(module m (export Own) (defrecord Own v))
(define own (m.Own 1))
(define (far v) (match v ((m.Own x) [:record x]) (_ :none)))
(define (near v m) (match v ((m.Own x) [:tuple x]) (_ :none)))
(io:print (far own) (near own 1) (far (tuple "m.Own" 2)))

;; expect: [:record, 1] :none :none
