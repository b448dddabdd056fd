; Prime numbers by the sieve of Eratosthenes, on a byte vector, and what can be read off it.
;
;   sieve.cl [limit]

(define limit (if (empty? (io:args)) 1000000 (string->int (first (io:args)))))

; A byte for every number up to n: 0 where it is prime.
(define (sieve n)
  (let ((composite (make-byte-vector (+ n 1) 0)))
    (byte-vector-set! composite 0 1)
    (byte-vector-set! composite 1 1)
    (let loop ((p 2))
      (when (<= (* p p) n)
        (when (= 0 (byte-vector-ref composite p))
          (let strike ((k (* p p)))
            (when (<= k n)
              (byte-vector-set! composite k 1)
              (strike (+ k p)))))
        (loop (+ p 1))))
    composite))

(define composite (sieve limit))
(define (prime? k) (= 0 (byte-vector-ref composite k)))

(define (count-primes)
  (let loop ((k 2) (count 0))
    (if (> k limit)
        count
        (loop (+ k 1) (if (prime? k) (+ count 1) count)))))

; The widest gap between neighbours, as [gap, the prime before it].
(define (widest-gap)
  (let loop ((k 3) (before 2) (gap 0) (at 2))
    (cond ((> k limit) [gap at])
          ((not (prime? k)) (loop (+ k 1) before gap at))
          ((> (- k before) gap) (loop (+ k 1) k (- k before) before))
          (else (loop (+ k 1) k gap at)))))

(define (count-twins)
  (let loop ((k 3) (count 0))
    (if (> (+ k 2) limit)
        count
        (loop (+ k 2) (if (and (prime? k) (prime? (+ k 2))) (+ count 1) count)))))

(io:print "primes below 60:" (filter prime? (range 60)))
(io:print "primes up to" limit ":" (count-primes))
(io:print "twin primes:" (count-twins))
(define gap (widest-gap))
(io:print "widest gap:" (first gap) "after" (nth gap 1))
(io:print "largest primes:" (take 5 (filter prime? (reverse (range (- limit 200) (+ limit 1))))))
