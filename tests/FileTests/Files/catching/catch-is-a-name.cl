; catch and finally are names like others where they are bound.
(define (catch x) (list :catch x))
(io:print (try (catch 1) 2) (catch 3))

;; modes: interpreted baseline native leaving collecting
;; expect: 2 [:catch, 3]
