(defrecord Point x y)
(defrecord Unit)

(io:print (Point 1 2) (Unit))
(io:print Point Point? Point-x set-Point-y! Unit)

(define p (Point 3 "a"))
(io:print (set-Point-x! p 9) p (Point-x p) (Point-y p))
(io:print (Point? p) (Point? 3) (Unit? (Unit)) (Unit? p))
(io:print (type-of p) (type-of Point) (arity Point) (arity Unit) (arity Point-x) (arity set-Point-x!) (function? Point-x))

; equal and hashed by identity
(io:print (= p p) (= p (Point 9 "a")) (same? p p))
(define t (make-table))
(table-set! t p :found)
(io:print (table-get t p) (table-get t (Point 9 "a")))

; a record that holds itself
(set-Point-y! p p)
(io:print p [p])

;; expect: (Point 1 2) (Unit)
;; expect: #<function Point/2> #<function Point?/1> #<function Point-x/1> #<function set-Point-y!/2> #<function Unit/0>
;; expect: nil (Point 9 "a") 9 a
;; expect: true false true false
;; expect: Point Function 2 0 1 2 true
;; expect: true false true
;; expect: :found nil
;; expect: (Point 9 ...) [(Point 9 ...)]
