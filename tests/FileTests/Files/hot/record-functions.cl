; A record's functions by their names and as values, before the record is defined and after, with calls and loops among the arguments.
(define (early r) (+ 1 (P-x r)))
(define (tried thunk) (try (thunk) (catch e (Error-kind e))))
(io:print (tried (lambda () (early 1))) (tried (lambda () (early 2))))
(defrecord P x y)
(defrecord Q y x)
(define (late r n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (early r))))))
(io:print (late (P 2 3) 4000))
; The function stands below what the arguments need of the stack.
(define (count-to n) (let ((c 0)) (dotimes (i n) (set! c (+ c 1))) c))
(define (nested p q)
  (set-P-x! p (+ (P-x (begin (count-to 3) p)) (let loop ((i 0)) (if (< i (count-to 4)) (loop (+ i 1)) (Q-x q)))))
  (set-Q-y! (if (> (P-x p) 100) q (begin (set-Q-x! q (+ (Q-x q) 1)) q)) (P-x p))
  (P-x p))
(define p (P 0 0))
(define q (Q 0 0))
(dotimes (i 3000) (nested p q))
(io:print p q)
; The same function as a value and as an instruction.
(define (both f p) (+ (f p) (P-x p) (Q-x (Q 1 2))))
(define total 0)
(dotimes (i 3000) (set! total (+ total (both P-x p))))
(io:print total (map P-y (list (P 1 2) (P 3 4))) (both P-y p))
; New objects in old records, and what is made of the function itself.
(define keep (P nil nil))
(define (fill! n) (dotimes (i n) (set-P-x! keep (P i (list i))) (set-P-y! keep P-x)))
(fill! 30000)
(io:print (P-x keep) (P-y keep) ((P-y keep) (P-x keep)))
; In small functions that are put where they are called, with other records in the end.
(define (x-of p) (P-x p))
(define (set-x! p x) (set-P-x! p x))
(define (swing p n) (dotimes (i n) (set-x! p (+ (x-of p) i))) (x-of p))
(set-P-x! p 0)
(io:print (swing p 3000))
(define (any f x) (tried (lambda () (f x))))
(io:print (any x-of q) (any x-of 5) (any x-of nil) (any (lambda (q) (set-x! q 1)) q) (any early q) (any early (P "s" 1)))
(define (make n) (let loop ((i 0) (all ())) (if (= i n) all (loop (+ i 1) (cons (if (= (mod i 2) 0) (P i i) (Q i i)) all)))))
(define (sum all) (fold (lambda (s r) (+ s (match r ((P x _) x) ((Q y _) (- 0 y))))) 0 all))
(io:print (sum (make 3001)))
; Before a call, and in a loop without calls behind it.
(define (pause . l) l)
(define (chain n) (let ((p (P 1 2))) (pause n) (let loop ((i 0) (p p)) (if (= i n) p (loop (+ i 1) (P i p))))))
(define (push-all! p n)
  (set-P-y! p (list n))
  (pause n)
  (let loop ((i 0)) (if (= i n) (P-y p) (begin (set-P-y! p (cons i (P-y p))) (loop (+ i 1))))))
(define (add-up p n) (+ (P-x p) (length (pause n)) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (P-x p)))))))
(define (each n) (let loop ((i 1) (r nil)) (if (= i n) r (loop (+ i 1) [(chain 3) (push-all! (P 1 2) 5) (add-up (P 1 2) 5)]))))
(io:print (each 3000) (any (lambda (p) (add-up p 5)) 5) (any (lambda (p) (add-up p 5)) (P "s" 5)))
(early q)

;; expect: :unbound :unbound
;; expect: 12000
;; expect: (P 41895 0) (Q 41895 14)
;; expect: 251376000 [2, 4] 41897
;; expect: (P 29999 [29999]) #<function P-x/1> 29999
;; expect: 4498500
;; expect: :type :type :type :type :type :type
;; expect: 1500
;; expect: [(P 2 (P 1 (P 0 (P 1 2)))), [4, 3, 2, 1, 0, 5], 7] :type :type
;; error: :type P-x: argument 1: expected P, got Q (Q 41895 14)
;; at: early 2:24
