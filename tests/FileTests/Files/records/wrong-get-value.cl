(defrecord P a)
(define (call f) (f 3))
(define (use) (+ 1 (call P-a)))
(use)

;; error: :type P-a: argument 1: expected P, got Int 3
;; at: call 2:18
;; at: use 3:20
