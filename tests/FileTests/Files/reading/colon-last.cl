; A colon belongs to an effect's name only with something before it and behind it: this is a name that nothing can bind.
(define (kind f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(kind (lambda () a:))
(kind (lambda () (a: 1)))
(kind (lambda () (a:b 1)))
(io:print 'a: (symbol "a:") (= 'a: 'a))

;; modes: interpreted baseline native leaving collecting
;; expect: :unbound unbound variable: a:
;; expect: :unbound unbound variable: a:
;; expect: :effect no handler for the effect a:b
;; expect: a: a: false
