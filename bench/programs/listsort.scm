;; Allocation: merge sort of a linked list of n random numbers; a sum that depends on the order.
(define (random-list n)
  (let loop ((i 0) (x 42) (l '()))
    (if (= i n)
        l
        (let ((next (modulo (* x 16807) 2147483647)))
          (loop (+ i 1) next (cons next l))))))

(define (reverse-onto l onto)
  (if (null? l) onto (reverse-onto (cdr l) (cons (car l) onto))))

(define (merge a b done)
  (cond ((null? a) (reverse-onto done b))
        ((null? b) (reverse-onto done a))
        ((< (car b) (car a)) (merge a (cdr b) (cons (car b) done)))
        (else (merge (cdr a) b (cons (car a) done)))))

(define (skip l n)
  (if (= n 0) l (skip (cdr l) (- n 1))))

(define (sort-first l n)
  (if (= n 1)
      (list (car l))
      (let ((half (quotient n 2)))
        (merge (sort-first l half) (sort-first (skip l half) (- n half)) '()))))

(define (run n)
  (let loop ((l (sort-first (random-list n) n)) (i 1) (sum 0))
    (if (null? l)
        sum
        (loop (cdr l) (+ i 1) (modulo (+ sum (* i (car l))) 1000000007)))))
