; Who awaits a task that has failed long ago has its lines too.
(define (fails) (+ 1 (head [])))
(define t (go (+ 1 (fails))))
(define (waits) (+ 1 (await t)))
(try (await t) (catch e nil))
(+ 1 (waits))

;; modes: interpreted baseline native leaving collecting
;; error: :index head: index 0 is out of range for length 0
;; at: fails 2:22
;; at: top level 3:20
;; at: waits 4:22
;; at: top level 6:6
