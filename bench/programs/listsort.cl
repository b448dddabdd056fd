; Allocation: merge sort of a linked list of n random numbers; a sum that depends on the order.
(define (random-list n)
  (let loop ((i 0) (x 42) (l []))
    (if (= i n)
        l
        (let ((next (mod (* x 16807) 2147483647)))
          (loop (+ i 1) next (cons next l))))))

(define (reverse-onto l onto)
  (if (empty? l) onto (reverse-onto (tail l) (cons (head l) onto))))

(define (merge a b done)
  (cond ((empty? a) (reverse-onto done b))
        ((empty? b) (reverse-onto done a))
        ((< (head b) (head a)) (merge a (tail b) (cons (head b) done)))
        (else (merge (tail a) b (cons (head a) done)))))

; The first n elements of l, sorted; `skip` gives the rest.
(define (sort-first l n)
  (if (= n 1)
      (cons (head l) [])
      (let ((half (quotient n 2)))
        (merge (sort-first l half) (sort-first (skip l half) (- n half)) []))))

(define (skip l n)
  (if (= n 0) l (skip (tail l) (- n 1))))

(define (run n)
  (let loop ((l (sort-first (random-list n) n)) (i 1) (sum 0))
    (if (empty? l)
        sum
        (loop (tail l) (+ i 1) (mod (+ sum (* i (head l))) 1000000007)))))
