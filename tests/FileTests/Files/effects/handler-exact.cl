; An exact ns:op goes before ns, else the text's order; op is a keyword.
(define (show . xs) (io:eprint xs))
(handler ((my (lambda (op . args) (list :ns op args))) (my:exact (lambda (x) (list :exact x))))
  (io:print (my:exact 1))
  (io:print (my:other 1 2))
  (io:print (effect my:other))
  (io:print (effect my exact 5)))
(io:print (handler ((a:b (lambda () 1)) (a:b (lambda () 2))) (a:b)))
(io:print (handler ((a (lambda (op) 1)) (a (lambda (op) 2))) (a:b)))
(io:print (handler ((a:b (lambda () :outer))) (handler ((a (lambda (op) :inner))) (a:b))))

;; modes: interpreted baseline native leaving collecting
;; expect: [:exact, 1]
;; expect: [:ns, :other, [1, 2]]
;; expect: [:ns, :other, []]
;; expect: [:exact, 5]
;; expect: 1
;; expect: 1
;; expect: :inner
