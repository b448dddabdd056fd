; The value is evaluated once, whatever the number of clauses and parts that look at it.
(define count 0)
(define (next) (set! count (+ count 1)) [count (tuple "Pair" count {:k count})])
(io:print (match (next) ([5 _] :five) ([4 (Pair a _)] a) ([n (Pair m {:k k})] :when (> n 100) :no) ([n (Pair m {:k k})] [n m k])) count)
(io:print (match (next) (_ :any)) count)
(io:print (match (next) (x [x])) count)
(match (next))

;; expect: [1, 1, 1] 1
;; expect: :any 2
;; expect: [[3, (Pair 3 {:k 3})]] 3
;; error: :match no clause matches [4, (Pair 4 {:k 4})]
;; at: top level 7:1
