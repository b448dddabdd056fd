; each evaluation of the form makes a new type
(define (make)
  (defrecord Local a)
  (define one (Local 1))
  (set-Local-a! one one)
  (io:print one (Local? one))
  (list Local Local? Local-a))
(define first-three (make))
(define second-three (make))
(define one ((nth first-three 0) 5))
(io:print ((nth first-three 1) one) ((nth second-three 1) one) ((nth first-three 2) one))
(io:print ((nth second-three 2) one))

;; expect: (Local ...) true
;; expect: (Local ...) true
;; expect: true false 5
;; error: :type Local-a: argument 1: expected Local, got Local (Local 5)
;; at: top level 12:11
