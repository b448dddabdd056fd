; Effects of the resumed computation come back here; those of the clause go to the next handler out.
(define (counting f)
  (let ((n 0))
    (list (handle (f) (c:tick (k) (set! n (+ n 1)) (k n))) n)))
(io:print (counting (lambda () (list (c:tick) (c:tick) (c:tick)))))
(io:print (handle (handle (list (a:x) (a:x)) (a:x (k) (k (a:x)))) (a:x (k) (k :outer))))
(io:print (handler ((a:x (lambda () :outer))) (handle (list (a:x) (a:x)) (a:x (k) (k (list (a:x)))))))
(io:print (handle (handler ((b:y (lambda () (list (a:x) :seen)))) (list (b:y) (a:x))) (a:x (k) (k :inside)) (b:y (k) (k :not-this))))

;; modes: interpreted baseline native leaving collecting
;; expect: [[1, 2, 3], 3]
;; expect: [:outer, :outer]
;; expect: [[:outer], [:outer]]
;; expect: [[:inside, :seen], :inside]
