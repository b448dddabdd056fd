; The type of a local name with a point in it is called by its whole name, the member of a module by its own.
(module m (export Own) (defrecord Own x))
(define (dotted v)
  (defrecord a.b x)
  (define (f (p : a.b)) p)
  (f v))
(define (member (p : m.Own)) p)
(define (message f) (try (f) (catch e (io:print (Error-message e)))))
(message (lambda () (dotted 1)))
(message (lambda () (member 2)))
(define x.y 1)
(defrecord c.d x)
(define (top (p : c.d)) p)
(message (lambda () (top 3)))

;; expect: f: argument 1 (p): expected a.b, got Int 1
;; expect: member: argument 1 (p): expected Own, got Int 2
;; expect: top: argument 1 (p): expected c.d, got Int 3
