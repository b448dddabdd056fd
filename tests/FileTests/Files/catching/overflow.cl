; Endless recursion is an error like others; there is room for catch and finally, and the program goes on.
(define (deep n) (+ 1 (deep (+ n 1))))
(io:print (try (try (deep 0) (finally (io:print (fold + 0 (map inc (range 100)))))) (catch e (Error-kind e))))
(define (shallow n) (if (= n 0) (throw :bottom) (try (+ 1 (shallow (- n 1))) (finally (set! finals (+ 1 finals))))))
(define finals 0)
(io:print (try (shallow 10000) (catch e e)) finals)

;; stack: 16m
;; modes: interpreted baseline native
;; expect: 5050
;; expect: :stack-overflow
;; expect: :bottom 10000
