; Effects: a tree gives its values one by one, and whoever handles that decides what becomes of the walk.
(defrecord Tree left value right)

(define (insert t v)
  (match t
    (nil (Tree nil v nil))
    ((Tree l x r)
      (cond ((< v x) (Tree (insert l v) x r))
            ((> v x) (Tree l x (insert r v)))
            (else t)))))

(define (walk t)
  (match t
    (nil nil)
    ((Tree l x r) (walk l) (tree:visit x) (walk r))))

; All of them.
(define (values t)
  (handle (walk t)
    (tree:visit (x k) (cons x (k nil)))
    (return (_) [])))

; The first that will do: the rest of the walk is abandoned.
(define (first-where p t)
  (handle (try (walk t) (finally (io:print "walk over")))
    (tree:visit (x k) (if (p x) x (k nil)))))

; Two walks in step, each a computation that waits for the other.
(define (stepper t)
  (handle (begin (walk t) nil)
    (tree:visit (x k) [x (lambda () (k nil))])))

(define (same-fringe? a b)
  (let loop ((a (stepper a)) (b (stepper b)))
    (match [a b]
      ([nil nil] true)
      ([[x next-a] [y next-b]] :when (= x y) (loop (next-a) (next-b)))
      (_ false))))

(define t (fold insert nil [50 30 70 20 40 60 80 10]))
(define u (fold insert nil [10 20 30 40 50 60 70 80]))
(io:print (values t))
(io:print (first-where (lambda (x) (> x 35)) t))
(io:print (same-fringe? t u) (same-fringe? t (insert u 5)))

; An error in the middle, caught where it matters.
(define (sum-of-inverses t)
  (let ((sum 0.0))
    (handler ((tree:visit (lambda (x) (set! sum (+ sum (/ 1 (float (- x 45))))))))
      (walk t))
    sum))
(io:print (sum-of-inverses u))
(io:print (try (handler ((tree:visit (lambda (x) (if (= x 60) (throw (list :at x)) nil)))) (walk t)) (catch e e)))
