; Integers and a vector: the sieve of Eratosthenes; how many primes are below n.
(define (run n)
  (let ((prime (make-vector n #t)))
    (let loop ((i 2) (count 0))
      (if (>= i n)
          count
          (if (vector-ref prime i)
              (let mark ((j (* i i)))
                (if (< j n)
                    (begin
                      (vector-set! prime j #f)
                      (mark (+ j i)))
                    (loop (+ i 1) (+ count 1))))
              (loop (+ i 1) count))))))
