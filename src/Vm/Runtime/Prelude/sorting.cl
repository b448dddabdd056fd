; Stable sorting by bottom-up merges. Without a function the built-in merges by `<` do the same.

(define (sort a . rest)
  (%check-count "sort" 1 2 rest)
  (if (empty? rest)
      (begin
        (%check-list "sort" 1 a)
        (vector->list (%sort "sort" a)))
      (begin
        (%check-function "sort" 1 a)
        (%check-list "sort" 2 (head rest))
        (vector->list (%merge-sort a (%elements "sort" (head rest)))))))

(define (sort-by f l)
  (%check-function "sort-by" 1 f)
  (%check-list "sort-by" 2 l)
  (%sort-by-keys "sort-by" (map f l) l))

(define (vector-sort! v . rest)
  (%check-count "vector-sort!" 1 2 rest)
  (%check-vector "vector-sort!" 1 v)
  (%sort-in-place "vector-sort!" v rest))

(define (float-vector-sort! v . rest)
  (%check-count "float-vector-sort!" 1 2 rest)
  (%check-float-vector "float-vector-sort!" 1 v)
  (%sort-in-place "float-vector-sort!" v rest))

(define (byte-vector-sort! v . rest)
  (%check-count "byte-vector-sort!" 1 2 rest)
  (%check-byte-vector "byte-vector-sort!" 1 v)
  (%sort-in-place "byte-vector-sort!" v rest))

(define (%sort-in-place name v rest)
  (if (empty? rest)
      (%store-elements! v (%sort name v))
      (begin
        (%check-function name 2 (head rest))
        (%store-elements! v (%merge-sort (head rest) (%elements name v))))))

; Sorts the vector's elements; gives a vector, which may be another one.
(define (%merge-sort less? v)
  (let ((n (vector-length v)))
    (let passes ((width 1) (from v) (to (make-vector n nil)))
      (if (>= width n)
          from
          (begin
            (%merge-blocks less? width n from to 0)
            (passes (* 2 width) to from))))))

(define (%merge-blocks less? width n from to low)
  (if (< low n)
      (let ((middle (min (+ low width) n)) (high (min (+ low (* 2 width)) n)))
        (%merge less? from to low middle middle high low)
        (%merge-blocks less? width n from to high))
      nil))

; Merges from[i..middle) and from[j..high) into to[k..).
(define (%merge less? from to i middle j high k)
  (cond ((= i middle) (vector-blit! to k from j high))
        ((= j high) (vector-blit! to k from i middle))
        ((less? (vector-ref from j) (vector-ref from i))
         (vector-set! to k (vector-ref from j))
         (%merge less? from to i middle (+ j 1) high (+ k 1)))
        (else
         (vector-set! to k (vector-ref from i))
         (%merge less? from to (+ i 1) middle j high (+ k 1)))))
