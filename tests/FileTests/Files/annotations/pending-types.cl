; The check that a tail call leaves behind knows every type: those of objects, records, and the ones that are no single type.
(defrecord P a)
(defrecord Q a)
(define (give x) x)
(define checks
  [(fn (x) : Int (give x)) (fn (x) : Float (give x)) (fn (x) : Number (give x)) (fn (x) : Bool (give x)) (fn (x) : Nil (give x)) (fn (x) : String (give x)) (fn (x) : Symbol (give x)) (fn (x) : Keyword (give x))
   (fn (x) : List (give x)) (fn (x) : Vector (give x)) (fn (x) : FloatVector (give x)) (fn (x) : ByteVector (give x)) (fn (x) : Buffer (give x)) (fn (x) : Dict (give x)) (fn (x) : Set (give x)) (fn (x) : Table (give x))
   (fn (x) : Tuple (give x)) (fn (x) : P (give x)) (fn (x) : Record (give x)) (fn (x) : Cell (give x)) (fn (x) : Function (give x)) (fn (x) : Channel (give x)) (fn (x) : Task (give x)) (fn (x) : StringBuilder (give x)) (fn (x) : Any (give x))])
(define values [1 1.5 #t nil "s" 's :k [] (vector) (float-vector) (byte-vector) (buffer) {} (set) (make-table) (tuple "T") (P 1) (Q 1) (cell 1) map (chan) (go 1) (string-builder)])
(for-each (lambda (v) (io:print (type-of v) (apply str (map (lambda (f) (try (begin (f v) "1") (catch e "."))) checks)))) values)
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (vector-of x) : Vector (give x))
(define (p-of x) : P (give x))
(define (vector-or-p x) : Vector (p-of x))
(io:print (vector-of (vector 1)) (p-of (P 1)))
(message (lambda () (vector-of [1])))
(message (lambda () (vector-of (float-vector 1))))
(message (lambda () (p-of (Q 1))))
(message (lambda () (vector-or-p (vector))))
(message (lambda () (vector-or-p (P 1))))

;; modes: interpreted baseline native leaving collecting
;; expect: Int 1.1.....................1
;; expect: Float .11.....................1
;; expect: Bool ...1....................1
;; expect: Nil ....1...................1
;; expect: String .....1..................1
;; expect: Symbol ......1.................1
;; expect: Keyword .......1................1
;; expect: List ........1...............1
;; expect: Vector .........1..............1
;; expect: FloatVector ..........1.............1
;; expect: ByteVector ...........1............1
;; expect: Buffer ............1...........1
;; expect: Dict .............1..........1
;; expect: Set ..............1.........1
;; expect: Table ...............1........1
;; expect: Tuple ................1.......1
;; expect: P .................11.....1
;; expect: Q ..................1.....1
;; expect: Cell ...................1....1
;; expect: Function ....................1...1
;; expect: Channel .....................1..1
;; expect: Task ......................1.1
;; expect: StringBuilder .......................11
;; expect: #[1] (P 1)
;; expect: :type vector-of: result: expected Vector, got List [1]
;; expect: :type vector-of: result: expected Vector, got FloatVector #f[1.0]
;; expect: :type p-of: result: expected P, got Q (Q 1)
;; expect: :type p-of: result: expected P, got Vector #[]
;; expect: :type vector-or-p: result: expected Vector, got P (P 1)
