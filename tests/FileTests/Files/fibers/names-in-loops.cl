; What go runs in a named let is called by it in a trace.
(define (f)
  (let before ((i 0)) (if (< i 3) (before (+ i 1)) i))
  (let inside ((i 0))
    (let within ((j 0)) j)
    (go (+ 1 (head [])))))
(+ 1 (await (f)))

;; error: :index head: index 0 is out of range for length 0
;; at: inside 6:14
;; at: top level 7:6
