; An error out of loops that run inside their function's frame.
(define (search v)
  (let outer ((i 0))
    (let ((found (let inner ((j 0)) (if (= (vector-ref v j) i) j (inner (+ j 1))))))
      (io:print i found)
      (+ 1 (outer (+ i 1))))))
(search (vector 2 1 0))

;; expect: 0 2
;; expect: 1 1
;; expect: 2 0
;; error: :index vector-ref: index 3 is out of range for length 3
;; at: inner 4:44
;; at: outer 4:18
;; at: outer 6:12
;; at: outer 6:12
;; at: outer 6:12
