; A collection while many frames are taken away finds them as they are.
(define (walk low high)
  (when (< low high)
    (g:out (list low high))
    (walk (+ low 1) high)
    (g:out (list high low))))
(define (run n)
  (let loop ((item (handle (begin (walk 0 n) nil) (g:out (x k) (vector x k)))) (sum 0))
    (if (nil? item) sum (loop ((vector-ref item 1) nil) (+ sum (head (vector-ref item 0)))))))
(io:print (run 40) (run 41))

;; modes: interpreted baseline native leaving collecting
;; expect: 2380 2501
