(define (f (x : Int) (y : Float)) : Float (* x y))
(io:print (f 2 3.0) f (arity f))
(define g (lambda ((a : Number) b (c : Any)) : List [a b c]))
(io:print (g 1 2 3) (g 1.5 nil nil))
(defrecord P x)
(define (px (p : P)) : Int (P-x p))
(io:print (px (P 4)))
(define (r (p : Record)) : Bool (P? p))
(io:print (r (P 1)) (r (Error 1 2 3)))
(define (e (x : Error)) : Keyword (Error-kind x))
(io:print (e (Error :k "m" 1)))
(define (rest (a : Int) . more) : List (cons a more))
(io:print (rest 1 2 3))
(define (fun (h : Function)) : Function h)
(io:print (fun P) (fun +) (fun fun))
(define (loop (n : Int)) : Int (if (= n 0) 0 (loop (- n 1))))
(io:print (loop 1000000))
(define (ev? (n : Int)) : Bool (if (= n 0) #t (od? (- n 1))))
(define (od? (n : Int)) : Bool (if (= n 0) #f (ev? (- n 1))))
(io:print (ev? 300001))
(define (two (n : Int)) : Number (if (= n 0) 0 (three (- n 1))))
(define (three (n : Int)) : Int (if (= n 0) 0 (two (- n 1))))
(io:print (two 100001))
(define (types (a : Int) (b : Float) (c : Bool) (d : Nil) (e : String) (f : Symbol) (g : Keyword) (h : List) (i : Vector) (j : FloatVector) (k : ByteVector) (l : Buffer) (m : Dict) (n : Set) (o : Table) (p : Tuple) (q : Cell)) : String "all")
(io:print (types 1 1.0 #t nil "s" 's :k [] (vector) (float-vector) (byte-vector) (buffer) {} (set) (make-table) (tuple "a") (cell 1)))
(f 2 3)

;; expect: 6.0 #<function f/2> 2
;; expect: [1, 2, 3] [1.5, nil, nil]
;; expect: 4
;; expect: true false
;; expect: :k
;; expect: [1, 2, 3]
;; expect: #<function P/1> #<function +/1+> #<function fun/1>
;; expect: 0
;; expect: false
;; expect: 0
;; expect: all
;; error: :type f: argument 2 (y): expected Float, got Int 3
