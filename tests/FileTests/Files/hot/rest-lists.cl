; Functions with a rest list in hot code: with none and many of its arguments, few and many parameters, as callees, in tail position and by apply.
(define (all . rest) rest)
(define (behind-one a . rest) (cons a rest))
(define (behind-five a b c d e . rest) (list a b c d e rest))
(define (behind-six a b c d e f . rest) (list a b c d e f rest))
(define (behind-seven a b c d e f g . rest) (list a b c d e f g rest))
(define (each i)
  (list (all) (all i) (all i 2) (all 1 2 3 4 5 6) (all 1 2 3 4 5 6 7 i)
        (behind-one i) (behind-one i 1 2 3 4 5) (behind-one i 1 2 3 4 5 6 7)
        (behind-five 1 2 3 4 i) (behind-five 1 2 3 4 5 i) (behind-five 1 2 3 4 5 6 7 8 i)
        (behind-six 1 2 3 4 5 i) (behind-six 1 2 3 4 5 6 i) (behind-six 1 2 3 4 5 6 7 8 i)
        (behind-seven 1 2 3 4 5 6 i) (behind-seven 1 2 3 4 5 6 7 i 9)))
(define last nil)
(dotimes (i 4000) (set! last (each i)))
(for-each (lambda (l) (io:print l)) last)
; The list is a new one each time, and its elements survive.
(define (kept i) (all (list i) (str i)))
(define first (kept 0))
(dotimes (i 20000) (set! last (kept i)))
(io:print first last (same? (kept 1) (kept 1)))
; Over a border that was no closure before, in tail position, by apply, as a value.
(define (tail-of n) (if (= n 0) (behind-one :end n n n) (tail-of (- n 1))))
(define (by f . arguments) (apply f arguments))
(define (sum-by f n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (f i 1 2))))))
(define (add . numbers) (fold + 0 numbers))
(io:print (tail-of 3000) (sum-by add 3000) (sum-by + 3000) (sum-by (lambda (a . more) (+ a (length more))) 3000))
(define (applied n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (by add i i (by add 1 2)))))))
(io:print (applied 3000))
; A captured variable, an optional argument, and too few.
(define (counter) (let ((n 0)) (lambda (. steps) (set! n (+ n (if (empty? steps) 1 (head steps)))) n)))
(define count (counter))
(dotimes (i 3000) (count) (count 2 i))
(io:print (count))
(define (two a b . rest) (list a b rest))
(define (some n) (dotimes (i n) (two i i) (two i i i)) (try (two n) (catch e (Error-kind e))))
(io:print (some 3000) (some 0))
(define (wide) (two 1))
(wide)

;; expect: []
;; expect: [3999]
;; expect: [3999, 2]
;; expect: [1, 2, 3, 4, 5, 6]
;; expect: [1, 2, 3, 4, 5, 6, 7, 3999]
;; expect: [3999]
;; expect: [3999, 1, 2, 3, 4, 5]
;; expect: [3999, 1, 2, 3, 4, 5, 6, 7]
;; expect: [1, 2, 3, 4, 3999, []]
;; expect: [1, 2, 3, 4, 5, [3999]]
;; expect: [1, 2, 3, 4, 5, [6, 7, 8, 3999]]
;; expect: [1, 2, 3, 4, 5, 3999, []]
;; expect: [1, 2, 3, 4, 5, 6, [3999]]
;; expect: [1, 2, 3, 4, 5, 6, [7, 8, 3999]]
;; expect: [1, 2, 3, 4, 5, 6, 3999, []]
;; expect: [1, 2, 3, 4, 5, 6, 7, [3999, 9]]
;; expect: [[0], "0"] [[19999], "19999"] false
;; expect: [:end, 0, 0, 0] 4507500 4507500 4504500
;; expect: 9006000
;; expect: 9001
;; expect: :arity :arity
;; error: :arity two: expected at least 2 arguments, got 1
