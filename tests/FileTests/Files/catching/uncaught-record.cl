; Of the records, an Error alone is shown as an error; any other is a value that was thrown.
(defrecord Failure kind message data)
(define (f) (throw (Failure :custom "made by hand" nil)))
(define task (go (throw (Failure :in "a task" 1))))
(await (go nil))
(+ 1 (f))

;; modes: interpreted baseline native leaving collecting
;; error: uncaught value: (Failure :custom "made by hand" nil)
;; at: f 3:13
;; at: top level 6:6
;; task-error: uncaught value: (Failure :in "a task" 1)
