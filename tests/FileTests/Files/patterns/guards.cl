(define count 0)
(define (g x) (set! count (+ count 1)) (io:print "guard" x) #f)
(define (f v)
  (match v
    ((or 1 2) :when (g 1) :a)
    ([a b] :when (g a) :b)
    ([1 b] :when (g b) [:c b])
    ([a 2] [:d a])
    ([a b] :when (g "last") :e)
    (x :when (= x 2) :two)
    (x :when (g x) :f)
    (_ :none)))
(for-each (lambda (v) (io:print v (f v) count)) [1 2 3 [1 2] [1 3] [3 2] [4 5] [1 2 3]])
(defrecord P a b)
(define (h p)
  (match p
    ((P 1 b) :when (begin (set-P-a! p 2) (set-P-b! p 9) #f) [:one b])
    ((P 2 b) [:two b])
    ((P a b) [:other a b])))
(io:print (h (P 1 5)) (h (P 2 6)) (h (P 3 7)))
(define (nest p)
  (match p
    ((P (P 1 x) y) :when (begin (set-P-a! p 5) #f) :no)
    ((P (P 1 x) y) [:again x y])
    ((P 5 y) [:five y])
    (_ :else)))
(io:print (nest (P (P 1 2) 3)) (nest (P (P 2 2) 3)))
(define (cl v) (match v ([a b] (lambda () (set! a (+ a 1)) [a b])) (x (lambda () x))))
(define c (cl [1 2]))
(io:print (c) (c) ((cl 7)))
(define (body v) (match v (x (define y (* x 2)) (define (z) (+ y x)) (z))))
(io:print (body 4))
(io:print (match 3 (x (define x 9) x)))
(io:print (match 3 (x)) (match 4 (x :when #t)) (match 4 (x :when)))
(io:print (match (P 1 2) ([a] 1) ((Q a b) "tuple?") ((P _ _) "P")))
(io:print (let loop ((l (range 10)) (acc 0)) (match l ([] acc) ([x] :when (> x 100) :never) ((cons x r) (loop r (+ acc x))))))
(io:print (let loop ((l (range 10)) (acc [])) (match l ([] (map (lambda (f) (f)) acc)) ((cons x r) (loop r (cons (lambda () x) acc))))))
(define asked 0)
(io:print (match 3 (x :when (begin (set! asked (+ asked 1)) (> x 2)) [:yes x]) (_ :no)) asked)
(define n 1)
(define (scoped v) (match v ((cons n m) n)) n)
(io:print (scoped [7 8]))
(match [1 2] ([a] a) ({:x y} y))

;; expect: guard 1
;; expect: guard 1
;; expect: 1 :none 2
;; expect: guard 1
;; expect: 2 :two 3
;; expect: guard 3
;; expect: 3 :none 4
;; expect: guard 1
;; expect: guard 2
;; expect: [1, 2] [:d, 1] 6
;; expect: guard 1
;; expect: guard 3
;; expect: guard last
;; expect: guard [1, 3]
;; expect: [1, 3] :none 10
;; expect: guard 3
;; expect: [3, 2] [:d, 3] 11
;; expect: guard 4
;; expect: guard last
;; expect: guard [4, 5]
;; expect: [4, 5] :none 14
;; expect: guard [1, 2, 3]
;; expect: [1, 2, 3] :none 15
;; expect: [:two, 9] [:two, 6] [:other, 3, 7]
;; expect: [:five, 3] :else
;; expect: [2, 2] [3, 2] 7
;; expect: 12
;; expect: 9
;; expect: nil nil :when
;; expect: P
;; expect: 45
;; expect: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
;; expect: [:yes, 3] 1
;; expect: 1
;; error: :match no clause matches [1, 2]
;; at: top level 43:1
