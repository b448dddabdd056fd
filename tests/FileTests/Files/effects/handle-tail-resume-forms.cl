; A resumption in tail position leaves nothing behind, whatever form of the clause it ends.
(define n 20000)
(define (turns) (let loop ((i 0)) (if (< i n) (begin (c:tick i) (loop (+ i 1))) i)))
(io:print
  (handle (turns) (c:tick (i k) (when true (k i))))
  (handle (turns) (c:tick (i k) (unless false (k i))))
  (handle (turns) (c:tick (i k) (if (odd? i) (k i) (k i))))
  (handle (turns) (c:tick (i k) (cond ((odd? i) (k i)) (else (k i)))))
  (handle (turns) (c:tick (i k) (and i (k i))))
  (handle (turns) (c:tick (i k) (or nil (k i))))
  (handle (turns) (c:tick (i k) (and (k i))))
  (handle (turns) (c:tick (i k) (let ((j i)) (k j))))
  (handle (turns) (c:tick (i k) (begin i (do i (k i)))))
  (handle (turns) (c:tick (i k) (match i (0 (k i)) (j :when (odd? j) (k j)) (j (k j)))))
  (handle (turns) (c:tick (i k) (define j i) (k j)))
  (handle (turns) (c:tick (i k) (select (default (k i)))))
  (handle (turns) (c:tick (i k) (try (throw i) (catch e (k e))))))

;; stack: 1m

;; expect: 20000 20000 20000 20000 20000 20000 20000 20000 20000 20000 20000 20000 20000
