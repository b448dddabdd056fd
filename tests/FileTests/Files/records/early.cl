(define (make) (P 1))
(begin
  (make)
  (defrecord P a))

;; error: :unbound unbound variable: P
;; at: make 1:16
;; at: top level 3:3
