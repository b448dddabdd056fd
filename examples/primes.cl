; Primes by a pipeline of fibers: each prime is a fiber that passes on what it does not divide.
(define (numbers from)
  (let ((out (chan)))
    (go (let loop ((n from)) (send! out n) (loop (+ n 1))))
    out))

(define (without p in)
  (let ((out (chan)))
    (go (let loop ()
          (let ((n (recv! in)))
            (unless (= 0 (mod n p)) (send! out n))
            (loop))))
    out))

(define (primes count)
  (let loop ((in (numbers 2)) (left count) (found []))
    (if (= left 0)
        (reverse found)
        (let ((p (recv! in)))
          (loop (without p in) (- left 1) (cons p found))))))

(io:print (primes 60))
