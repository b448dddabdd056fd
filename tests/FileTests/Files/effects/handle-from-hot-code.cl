; Continuations, built-in functions and control called as values from code that runs hot, in tail position and not, with errors on the way.
(define (gen n) (handle (begin (dotimes (i n) (g:out i)) nil) (g:out (x k) (vector x k))))
(define (drain item sum) (if (nil? item) sum (drain ((vector-ref item 1) nil) (+ sum (vector-ref item 0)))))
(dotimes (i 20) (drain (gen 10) 0))
(io:print (drain (gen 1000) 0))

; Whatever is called: one place, many kinds.
(define (call f x) (let ((y (f x))) (list y)))
(define (tail-call f x) (f x))
(define (kept) (vector-ref (handle (+ 1 (g:out 5)) (g:out (x k) (vector x k))) 1))
(dotimes (i 40)
  (call (lambda (x) x) i) (tail-call (lambda (x) x) i)
  (call list i) (tail-call list i)
  (call (kept) i) (tail-call (kept) i))
(io:print (call (kept) 1) (tail-call (kept) 2) (call abs -3) (tail-call abs -4) (call (lambda (. l) l) 5) (tail-call (lambda (. l) l) 6))

; Errors of the call land where it stands; what was used is used.
(define (kind-of f x) (try (tail-call f x) (catch e (Error-kind e))))
(define (kind-here f x) (try (first (call f x)) (catch e (Error-kind e)) (finally (set! ended (+ ended 1)))))
(define ended 0)
(define used (kept))
(used 1)
(define (two a b) a)
(dotimes (i 40)
  (when (= i 39)
    (io:print (kind-of used 1) (kind-here used 1) (kind-of 7 1) (kind-here 7 1) (kind-of two 1) (kind-here two 1) (kind-of head 1) (kind-here head 1) (kind-here (kept) "s")))
  (kind-of abs i) (kind-here abs i) (kind-of (kept) i) (kind-here (kept) i) (kind-of "s" i) (kind-here "s" i))
(io:print ended)

; A wrong number of values for a continuation, more arguments than registers, apply as a value, and control as a value.
(define (call-2 f a b) (let ((y (f a b))) (list y)))
(define (call-8 f) (let ((y (f 1 2 3 4 5 6 7 8))) (list y)))
(define (kind-2 f) (try (call-2 f 1 [2]) (catch e (Error-kind e))))
(dotimes (i 40) (call-2 two i i) (call-8 list) (call-8 (lambda (. l) (length l))) (call-2 apply abs [i]) (call (lambda (f) f) i))
(io:print (call-8 list) (call-8 (lambda (. l) (length l))) (call-2 apply abs [-5]) (kind-2 (kept)) (kind-2 apply) (call-2 apply (kept) [8]))
(define (wait f task) (let ((value (f task))) (list value)))
(dotimes (i 40) (wait await (head (list (go i)))))
(io:print (wait await (head (list (go 9)))))

; Frames with values of every kind wait across what is called, while the heap changes.
(define (busy n)
  (let loop ((i 0) (x 0.5) (s "") (l []))
    (if (= i n)
        (list x s (length l))
        (loop (+ i 1) (+ x (g:in i)) (if (= (mod i 100) 0) (str s i ",") s) (cons (g:in x) l)))))
(io:print (handle (busy 300) (g:in (x k) (let ((r (k 1))) r))))
(define (fail n) (let loop ((i 0)) (if (= i n) (head i) (begin (g:out i) (loop (+ i 1))))))
(define (last-call k) (k 1))
(define (run) (handle (fail 60) (g:out (x k) (last-call k))))
(run)

;; modes: interpreted baseline native leaving collecting
;; expect: 499500
;; expect: [2] 3 [3] 4 [[5]] [6]
;; expect: :effect :effect :type :type :arity :arity :type :type :type
;; expect: 125
;; expect: [[1, 2, 3, 4, 5, 6, 7, 8]] [8] [5] :arity :type [9]
;; expect: [9]
;; expect: [300.5, "0,100,200,", 300]
;; error: :type head: argument 1: expected List, got Int 60
;; at: loop 47:48
;; at: run 49:15
