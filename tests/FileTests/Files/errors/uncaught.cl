; What was printed stands before the error; a value that is no Error record is shown, a task's error too.
(define t (go (throw [:in "task"])))
(await (go nil))
(io:print "printed")
(define (f) (throw {:code 7}))
(+ 1 (f))

;; modes: interpreted baseline native leaving collecting
;; expect: printed
;; error: uncaught value: {:code 7}
;; at: f 5:13
;; at: top level 6:6
;; task-error: uncaught value: [:in, "task"]
