; What go runs is called by the function around it in a trace, also behind named lets.
(define (f)
  (let loop ((i 0)) (if (< i 3) (loop (+ i 1)) i))
  (let outer ((i 0)) (let inner ((j 0)) j) (if (< i 1) (outer (+ i 1))))
  (go (+ 1 (head []))))
(+ 1 (await (f)))

;; error: :index head: index 0 is out of range for length 0
;; at: f 5:12
;; at: top level 6:6
