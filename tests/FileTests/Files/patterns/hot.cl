(defrecord Leaf value)
(defrecord Tree left right)
(define (build depth n) (if (= depth 0) (Leaf n) (Tree (build (- depth 1) (* n 2)) (build (- depth 1) (+ (* n 2) 1)))))
(define (total t)
  (match t
    ((Leaf v) v)
    ((Tree (Leaf a) (Leaf b)) (+ a b))
    ((Tree l r) (+ (total l) (total r)))))
(define t (build 12 1))
(io:print (total t) (total t) (total t))

(define (run code stack)
  (match code
    ([] stack)
    ([(Push n) ...more] (run more (cons n stack)))
    ([:add ...more] (match stack ((cons a (cons b s)) (run more (cons (+ a b) s)))))
    ([:mul ...more] (match stack ((cons a (cons b s)) (run more (cons (* a b) s)))))
    ([n ...more] :when (int? n) (run more (cons n stack)))))
(define program [1 2 :add (tuple "Push" 4) :mul 5 :add])
(define (repeat n last) (if (= n 0) last (repeat (- n 1) (run program []))))
(io:print (repeat 3000 nil))
(run [:sub] [1])

;; expect: 25163776 25163776 25163776
;; expect: [17]
;; error: :match no clause matches [:sub]
;; at: run 13:3
