; Strings and tables: a text of n random words is split at its spaces and the words are counted.
(define (make-text n)
  (let ((b (string-builder)))
    (let loop ((i 0) (x 42))
      (if (= i n)
          (string-builder-build b)
          (let ((next (mod (* x 16807) 2147483647)) (word (mod next 800)))
            (when (> i 0) (string-builder-add! b " "))
            (string-builder-add! b (code-point->string (+ 97 (mod word 20))) (code-point->string (+ 97 (quotient word 40))) "word")
            (loop (+ i 1) next))))))

(define (run n)
  (let ((counts (make-table)) (sum 0))
    (for-each (lambda (word) (table-update! counts word (lambda (k) (+ k 1)) 0))
              (string-split (make-text n) " "))
    (table-for-each
      (lambda (word count) (set! sum (mod (+ sum (* (* count count) (string-length word))) 1000000007)))
      counts)
    (+ (* sum 1000) (table-size counts))))
