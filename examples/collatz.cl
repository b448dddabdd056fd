; The Collatz conjecture: halve an even number, triple an odd one and add one; every start seems to reach 1.
;
;   collatz.cl [limit]
;
; Finds the start below the limit with the longest way, and the one that climbs highest.

(define limit (if (empty? (io:args)) 20000 (string->int (first (io:args)))))

(define (next n)
  (if (even? n) (quotient n 2) (+ (* 3 n) 1)))

(define (steps n)
  (let loop ((n n) (count 0))
    (if (= n 1) count (loop (next n) (+ count 1)))))

(define (peak n)
  (let loop ((n n) (highest n))
    (if (= n 1) highest (loop (next n) (max highest n)))))

; The number below limit for which (measure n) is greatest, as [n, measure].
(define (best measure)
  (let loop ((n 1) (at 1) (greatest 0))
    (if (= n limit)
        [at greatest]
        (let ((m (measure n)))
          (if (> m greatest)
              (loop (+ n 1) n m)
              (loop (+ n 1) at greatest))))))

(define (way n)
  (if (= n 1) [1] (cons n (way (next n)))))

(io:print "the way of 27 has" (steps 27) "steps:")
(io:print (string-join (map str (way 27)) " "))
(define longest (best steps))
(define highest (best peak))
(io:print "longest way below" limit ": from" (first longest) "in" (nth longest 1) "steps")
(io:print "highest climb below" limit ": from" (first highest) "to" (nth highest 1))
