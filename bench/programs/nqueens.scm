;; Allocation: in how many ways n queens stand on an n by n board; the rows of those that stand are a linked list.
(define (safe? row distance placed)
  (if (null? placed)
      #t
      (let ((other (car placed)))
        (if (or (= other row) (= other (+ row distance)) (= other (- row distance)))
            #f
            (safe? row (+ distance 1) (cdr placed))))))

(define (place column placed n)
  (if (= column n)
      1
      (let loop ((row 0) (sum 0))
        (if (= row n)
            sum
            (loop (+ row 1)
                  (if (safe? row 1 placed) (+ sum (place (+ column 1) (cons row placed) n)) sum))))))

(define (run n) (place 0 '() n))
