; Effects: a loop of n rounds reads and writes a state by effects; the handler passes the state from clause to clause.
(define (count n)
  (let loop ((i 0))
    (when (< i n)
      (st:put (mod (+ (* (st:get) 31) i) 1000003))
      (loop (+ i 1)))))

(define (run n)
  ((handle (begin (count n) nil)
     (st:get (k) (lambda (s) ((k s) s)))
     (st:put (new k) (lambda (s) ((k nil) new)))
     (return (v) (lambda (s) s)))
   1))
