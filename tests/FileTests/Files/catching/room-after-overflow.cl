; There is room for the catch nearest to where the stack ended: it calls functions, and none further out is needed.
(define catches 0)
(define (down n) (if (= n 0) 0 (+ 1 (down (- n 1)))))
(define (deepest n)
  (try (+ 1 (deepest (+ n 1)))
    (catch e (set! catches (+ catches 1)) (down 1000))))
(io:print (> (deepest 0) 1000) catches)

;; stack: 1m
;; modes: interpreted baseline native
;; expect: true 1
