; An error that leaves the body, or the function, puts the handlers further out in force again.
(define (get) (n:get))
(handler ((n:get (lambda () :outer)))
  (io:print (try (handler ((n:get (lambda () :inner))) (io:print (get)) (throw 1)) (catch e (get))))
  (io:print (try (handler ((n:get (lambda () (throw :in-function)))) (get)) (catch e (list e (get)))))
  (io:print (handler ((n:get (lambda () (throw :surfaces)))) (try (get) (catch e e)))))
(io:print (try (get) (catch e (Error-message e))))

;; modes: interpreted baseline native leaving collecting
;; expect: :inner
;; expect: :outer
;; expect: [:in-function, :outer]
;; expect: :surfaces
;; expect: no handler for the effect n:get
