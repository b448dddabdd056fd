(define (f x) (throw (list "a" x)))
(+ 1 (f :b))

;; modes: interpreted baseline native leaving collecting
;; error: uncaught value: ["a", :b]
;; at: f 1:15
;; at: top level 2:6
