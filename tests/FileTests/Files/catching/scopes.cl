; Body, catch and finally each open a scope; variables are shared with the function around.
(define (f)
  (let ((x 1) (log (buffer)))
    (try (define y 10) (set! x (+ x y)) (throw x)
      (catch e (define y 20) (set! x (+ e y)) (buffer-push! log x))
      (finally (define y 30) (buffer-push! log (+ x y))))
    (buffer-push! log x)
    (buffer->list log)))
(io:print (f))
(define x :outer)
(io:print (try (throw :inner) (catch x x)) x)
(define (counter) (let ((n 0)) (lambda () (try (set! n (+ n 1)) (if (= 0 (mod n 2)) (throw n) n) (catch e (- 0 e))))))
(define c (counter))
(io:print (c) (c) (c) (c))

;; modes: interpreted baseline native leaving collecting
;; expect: [31, 61, 31]
;; expect: :inner :outer
;; expect: 1 -2 3 -4
