(define (f p) (match p ((P a) a) (_ :none)))
(io:print (f 3))
(defrecord P a)
(io:print (f (P 4)))
(define (loc v) (define r (match v ((Q x) x) (_ :no))) (defrecord Q x) (match (Q 3) ((Q x) [r x])))
(io:print (loc 1) (loc (tuple "Q" 1)))
(define q P)
(set! P (lambda (x) x))
(io:print (f (q 4)))
(define (inner P) (match P ((P a) :rec) (_ :tuple-or-else)))
(io:print (inner (tuple "P" 1)))
(define (mk) (defrecord L a) [L (lambda (x) (match x ((L a) a) (_ :other)))])
(define m1 (mk)) (define m2 (mk))
(io:print ((nth m1 1) ((nth m1 0) 5)) ((nth m2 1) ((nth m1 0) 5)))
(define (deep v) (match v ([[1 (or [2 _] [3 [(or 4 5)]])] {:k [x ...y]}] [x y]) (_ :no)))
(for-each (lambda (v) (io:print (deep v))) [[[1 [2 9]] {:k [1 2 3]}] [[1 [3 [4]]] {:k [1]}] [[1 [3 [6]]] {:k [1]}] [[1 [3 [5]]] {:k []}] 3])
(io:print (match {:a nil} ({:a x} [x])) (match {:a {:b 2}} ({:a {:b b}} b)) (match {1 2} ({1.0 x} x)) (match {'s 1} ({'s x} x)) (match {[1 2] 3} ({'(1 2) x} x)))
(io:print (match [] ([...r] r)) (match [1 2] ([...r] r)) (match 5 ([...r] r) (_ :no)) (match "s" (() 1) (_ 2)) (match [] (() 1)))
(io:print (match [1 2 3] ((cons a (cons b r)) [a b r])) (match [1] ((cons a (cons b r)) 1) ((cons a []) a)))
(io:print (match 1 ((or) 1) (_ 2)) (match 1 ((or 2 (or 3 1)) 1) (_ 2)) (match 1 ((or _ 3) 7)))
(io:print (match nan (nan nan)) (match 3 (inf inf)))
(io:print (match 9007199254740993 (9007199254740992.0 1) (9007199254740993 2)))
(io:print (match (tuple "if" 1) ((if x) x)) (match 'quote ('quote 1)) (match ''a ((quote (quote a)) 1)))
(define (tail n) (match n (0 :done) (_ :when (> n 5) (tail (- n 1))) (m (tail (- m 1)))))
(io:print (tail 100000))
(defrecord Left value)
(defrecord Right value)
(define (side v) (match v ((Left x) [:left x]) ((Right x) [:right x]) ([_ _] :two) ([...all] [:list all]) (nil :nil) (#f :false) (_ :other)))
(io:print (map side [(Left 1) (Right 2) [1 2] [1] [] #f nil 5 (set 1)]))
(match (io:print "evaluated"))

;; expect: :none
;; expect: 4
;; expect: [:no, 3] [:no, 3]
;; expect: :none
;; expect: :rec
;; expect: 5 :other
;; expect: [1, [2, 3]]
;; expect: [1, []]
;; expect: :no
;; expect: :no
;; expect: :no
;; expect: [nil] 2 2 1 3
;; expect: [] [1, 2] :no 2 1
;; expect: [1, 2, [3]] 1
;; expect: 2 1 7
;; expect: nan 3
;; expect: 2
;; expect: 1 1 1
;; expect: :done
;; expect: [[:left, 1], [:right, 2], :two, [:list, [1]], [:list, []], :false, :nil, :other, :other]
;; expect: evaluated
;; error: :match no clause matches nil
;; at: top level 30:1
