(define (eval-expr e)
  (match e
    ((Num n) n)
    ((Add (Num 0) b) (eval-expr b))
    ((Add a (Num 0)) (eval-expr a))
    ((Add a b) (+ (eval-expr a) (eval-expr b)))
    ((Mul (Num 1) b) (eval-expr b))
    ((Mul a b) (* (eval-expr a) (eval-expr b)))
    ((Neg (Neg e)) (eval-expr e))
    ((Neg e) (- (eval-expr e)))))
(define (Num n) (tuple "Num" n)) (define (Add a b) (tuple "Add" a b)) (define (Mul a b) (tuple "Mul" a b)) (define (Neg a) (tuple "Neg" a))
(io:print (eval-expr (Add (Mul (Num 3) (Num 4)) (Neg (Neg (Add (Num 0) (Num 5)))))))
(define (merge a b)
  (match [a b]
    ([[] b] b) ([a []] a)
    ([(cons x xs) (cons y ys)] :when (< x y) (cons x (merge xs b)))
    ([_ (cons y ys)] (cons y (merge a ys)))))
(io:print (merge [1 3 5 9] [2 3 4 10 11]))
(define (red-black t) (match t
  ((T :b (T :r (T :r a x b) y c) z d) [1 a x b y c z d])
  ((T :b (T :r a x (T :r b y c)) z d) [2 a x b y c z d])
  ((T :b a x (T :r (T :r b y c) z d)) [3 a x b y c z d])
  ((T :b a x (T :r b y (T :r c z d))) [4 a x b y c z d])
  (t [5 t])))
(define (T c a x b) (tuple "T" c a x b))
(io:print (red-black (T :b (T :r (T :r 1 2 3) 4 5) 6 7)) (red-black (T :b (T :r 1 2 (T :r 3 4 5)) 6 7)) (red-black (T :b 1 2 (T :r (T :r 3 4 5) 6 7)))
 (red-black (T :b 1 2 (T :r 3 4 (T :r 5 6 7)))) (red-black (T :r 1 2 3)) (red-black (T :b (T :r 1 2 3) 4 (T :r 5 6 (T :r 7 8 9)))))
(eval-expr (tuple "Bad" 1))

;; expect: 17
;; expect: [1, 2, 3, 3, 4, 5, 9, 10, 11]
;; expect: [1, 1, 2, 3, 4, 5, 6, 7] [2, 1, 2, 3, 4, 5, 6, 7] [3, 1, 2, 3, 4, 5, 6, 7] [4, 1, 2, 3, 4, 5, 6, 7] [5, (T :r 1 2 3)] [4, (T :r 1 2 3), 4, 5, 6, 7, 8, 9]
;; error: :match no clause matches (Bad 1)
;; at: eval-expr 2:3
