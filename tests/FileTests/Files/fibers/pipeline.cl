; A ring of fibers, each with frames of its own, values of every type.
(define (stage f in out) (go (let loop () (let ((v (recv! in))) (if (nil? v) (close! out) (begin (send! out (f v)) (loop)))))))
(define (pipeline fs in) (fold (lambda (c f) (let ((n (chan))) (stage f c n) n)) in fs))
(define source (chan))
(define sink (pipeline [inc (lambda (x) (* 2 x)) (lambda (x) (list x "s" (float x))) (lambda (l) (nth l 2))] source))
(go (for-each (lambda (i) (send! source i)) (range 50)) (close! source))
(io:print (let loop ((s 0)) (let ((v (recv! sink))) (if (nil? v) s (loop (+ s v))))))
(define (deep n c) (if (= n 0) (recv! c) (+ 1 (deep (- n 1) c))))
(define c (chan))
(define ts (map (lambda (i) (go (deep (* i 100) c))) (range 20)))
(await (go nil))
(for-each (lambda (i) (send! c i)) (range 20))
(io:print (map await ts))

;; modes: interpreted baseline native leaving collecting
;; expect: 2550.0
;; expect: [0, 101, 202, 303, 404, 505, 606, 707, 808, 909, 1010, 1111, 1212, 1313, 1414, 1515, 1616, 1717, 1818, 1919]
