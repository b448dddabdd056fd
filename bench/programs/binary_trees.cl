; Binary trees: many short-lived ones beside one that stays. A node is a pair of two trees; a leaf has nil for the left one.
(define (bottom-up depth)
  (if (= depth 0)
      (cons nil [])
      (cons (bottom-up (- depth 1)) (bottom-up (- depth 1)))))

(define (check tree)
  (if (nil? (head tree))
      1
      (+ 1 (check (head tree)) (check (tail tree)))))

(define (check-all iterations depth)
  (let loop ((i 0) (sum 0))
    (if (= i iterations)
        sum
        (loop (+ i 1) (+ sum (check (bottom-up depth)))))))

(define (run max-depth)
  (io:print "stretch tree of depth" (+ max-depth 1) "check:" (check (bottom-up (+ max-depth 1))))
  (let ((long-lived (bottom-up max-depth)))
    (let loop ((depth 4))
      (when (<= depth max-depth)
        (let ((iterations (shl 1 (+ (- max-depth depth) 4))))
          (io:print iterations "trees of depth" depth "check:" (check-all iterations depth)))
        (loop (+ depth 2))))
    (io:print "long lived tree of depth" max-depth "check:" (check long-lived))))

(run (max 6 (string->int (first (io:args)))))
