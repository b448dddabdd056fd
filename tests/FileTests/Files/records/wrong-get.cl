(defrecord P a)
(defrecord Q a)
(define (get x) (P-a x))
(define (use x) (let ((r (get x))) r))
(io:print (use (P 1)))
(use (Q 1))

;; expect: 1
;; error: :type P-a: argument 1: expected P, got Q (Q 1)
;; at: get 3:17
;; at: use 4:26
