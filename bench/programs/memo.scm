;; Closures and tables: how many ways lead through a grid of n by n, by a function that remembers what it gave.
(define (remembering f)
  (let ((known (make-eqv-hashtable)))
    (lambda (x)
      (or (hashtable-ref known x #f)
          (let ((y (f x)))
            (hashtable-set! known x y)
            y)))))

(define (run n)
  (letrec ((ways
            (remembering
              (lambda (key)
                (if (or (= (quotient key 1000) 0) (= (modulo key 1000) 0))
                    1
                    (modulo (+ (ways (- key 1000)) (ways (- key 1))) 1000000007))))))
    (ways (+ (* n 1000) n))))
