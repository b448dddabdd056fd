; A member of what is no module, or of nothing, is unbound; only the second is warned of. A name that ends in a point is no member.
(define (kind f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(kind (lambda () car.x))
(kind (lambda () nothing.x))
(kind (lambda () x.))
(define x. 5)
(define y 1)
(kind (lambda () y.))
(io:print x.)

;; warning: CL0025 4:18
;; warning: CL0025 8:18
;; expect: :unbound unbound variable: car.x
;; expect: :unbound unbound variable: nothing.x
;; expect: :unbound unbound variable: x.
;; expect: :unbound unbound variable: y.
;; expect: 5
