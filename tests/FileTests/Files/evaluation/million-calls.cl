; A million calls may be pending with the stack that a run has without an option, in every tier.
(define (sum n) (if (= n 0) 0 (+ 1 (sum (- n 1)))))
(io:print (sum 1000000))
(define (build n) (if (= n 0) [] (cons n (build (- n 1)))))
(io:print (length (build 300000)))

;; expect: 1000000
;; expect: 300000
