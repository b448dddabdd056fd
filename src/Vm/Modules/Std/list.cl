; More about lists. Nothing here changes its arguments.
(module list (export sum product count take-while drop-while split-at chunk windows interleave intersperse zip-with scan repeat group-by frequencies min-by max-by)

  (define (sum l) (fold + 0 l))
  (define (product l) (fold * 1 l))

  ; How many elements satisfy p.
  (define (count p l) (fold (lambda (n x) (if (p x) (+ n 1) n)) 0 l))

  (define (take-while p l)
    (let loop ((l l) (taken []))
      (if (and (not (empty? l)) (p (head l)))
        (loop (tail l) (cons (head l) taken))
        (reverse taken))))

  (define (drop-while p l)
    (if (and (not (empty? l)) (p (head l))) (drop-while p (tail l)) l))

  ; [the first n, the rest]
  (define (split-at n l) [(take n l) (drop n l)])

  ; Pieces of n elements; the last one may be shorter.
  (define (chunk n l)
    (let loop ((l l) (pieces []))
      (if (empty? l) (reverse pieces) (loop (drop n l) (cons (take n l) pieces)))))

  ; All runs of n neighbours.
  (define (windows n l)
    (let loop ((l l) (left (- (length l) n)) (runs []))
      (if (< left 0) (reverse runs) (loop (if (empty? l) l (tail l)) (- left 1) (cons (take n l) runs)))))

  ; Elements of both in turn, as far as both reach.
  (define (interleave a b) (concat-map identity (zip a b)))

  ; x between every two elements.
  (define (intersperse x l)
    (if (empty? l) l (cons (head l) (concat-map (lambda (y) [x y]) (tail l)))))

  (define (zip-with f a b) (map (lambda (pair) (f (head pair) (last pair))) (zip a b)))

  ; All that fold goes through, the initial value first.
  (define (scan f init l)
    (let loop ((acc init) (l l) (seen [init]))
      (if (empty? l)
        (reverse seen)
        (let ((next (f acc (head l)))) (loop next (tail l) (cons next seen))))))

  (define (repeat n x) (map (lambda (i) x) (range n)))

  ; A dict from each value of f to the elements that have it, in order.
  (define (group-by f l)
    (let ((groups (fold (lambda (d x) (let ((k (f x))) (dict-set d k (cons x (dict-get-or d k []))))) {} l)))
      (fold (lambda (d k) (dict-set d k (reverse (dict-get d k)))) groups (dict-keys groups))))

  ; A dict from each element to the number of times it occurs.
  (define (frequencies l)
    (fold (lambda (d x) (dict-set d x (+ 1 (dict-get-or d x 0)))) {} l))

  ; The first element for which f is least or greatest; an empty list is an :index error, as for head.
  (define (min-by f l) (best < f l))
  (define (max-by f l) (best > f l))

  (define (best better? f l)
    (let loop ((found (head l)) (key (f (head l))) (l (tail l)))
      (if (empty? l)
        found
        (let ((k (f (head l))))
          (if (better? k key) (loop (head l) k (tail l)) (loop found key (tail l))))))))
