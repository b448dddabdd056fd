; Looks at the clock after each small piece of work and prints how long each took. Argument: how many.
(define (work n)
  (let loop ((i 0) (x 1))
    (if (= i n)
        x
        (loop (+ i 1) (mod (+ (* x 31) i) 1000003)))))

(let ((n (string->int (first (io:args)))) (times (make-vector n 0)) (last (time:monotonic)) (sum 0))
  (dotimes (i n)
    (set! sum (+ sum (work 50)))
    (let ((now (time:monotonic)))
      (vector-set! times i (- now last))
      (set! last now)))
  (io:print "sum" sum)
  (dotimes (i n) (io:print "piece" (vector-ref times i))))
