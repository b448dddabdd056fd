; A nested loop that becomes hot while it runs.
(define (work n)
  (let outer ((i 0) (sum 0))
    (if (= i n)
        sum
        (outer (+ i 1)
               (let inner ((j 0) (sum sum))
                 (if (= j n) sum (inner (+ j 1) (+ sum (bit-xor i j)))))))))
(io:print (work 300))
(define total 0)
(dotimes (i 20000) (set! total (+ total (mod (* i i) 7))))
(io:print total)
(define k 0)
(while (< k 50000) (set! k (+ k 3)))
(io:print k)

;; expect: 17048664
;; expect: 39998
;; expect: 50001
