; Every type has its name in annotations; Any takes everything, Number both kinds, Record any record.
(defrecord P a)
(module m (export) 1)
(define checks
  [(fn ((x : Int)) 1) (fn ((x : Float)) 1) (fn ((x : Number)) 1) (fn ((x : Bool)) 1) (fn ((x : Nil)) 1) (fn ((x : String)) 1) (fn ((x : Symbol)) 1) (fn ((x : Keyword)) 1)
   (fn ((x : List)) 1) (fn ((x : Vector)) 1) (fn ((x : FloatVector)) 1) (fn ((x : ByteVector)) 1) (fn ((x : Buffer)) 1) (fn ((x : Dict)) 1) (fn ((x : Set)) 1) (fn ((x : Table)) 1)
   (fn ((x : Tuple)) 1) (fn ((x : P)) 1) (fn ((x : Record)) 1) (fn ((x : Error)) 1) (fn ((x : Cell)) 1) (fn ((x : Function)) 1) (fn ((x : Channel)) 1) (fn ((x : Task)) 1) (fn ((x : StringBuilder)) 1) (fn ((x : Module)) 1) (fn ((x : Any)) 1)])
(define values [1 1.5 #t nil "s" 's :k [] (vector) (float-vector) (byte-vector) (buffer) {} (set) (make-table) (tuple "T") (P 1) (Error 1 2 3) (cell 1) map (chan) (go 1) (string-builder) m])
(for-each (lambda (v) (io:print (type-of v) (apply str (map (lambda (f) (try (str (f v)) (catch e "."))) checks)))) values)
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () ((fn ((x : Continuation)) 1) 5)))
(message (lambda () ((fn (a (x : Int) . more) : Int x) 1 "2" 3)))
(message (lambda () ((fn () : Number "1"))))
(message (lambda () ((fn ((x : Record)) x) 5)))
(io:print (handle (a:b) (a:b (k) ((fn ((x : Continuation)) (k 7)) k))))

;; modes: interpreted baseline native leaving collecting
;; expect: Int 1.1.......................1
;; expect: Float .11.......................1
;; expect: Bool ...1......................1
;; expect: Nil ....1.....................1
;; expect: String .....1....................1
;; expect: Symbol ......1...................1
;; expect: Keyword .......1..................1
;; expect: List ........1.................1
;; expect: Vector .........1................1
;; expect: FloatVector ..........1...............1
;; expect: ByteVector ...........1..............1
;; expect: Buffer ............1.............1
;; expect: Dict .............1............1
;; expect: Set ..............1...........1
;; expect: Table ...............1..........1
;; expect: Tuple ................1.........1
;; expect: P .................11.......1
;; expect: Error ..................11......1
;; expect: Cell ....................1.....1
;; expect: Function .....................1....1
;; expect: Channel ......................1...1
;; expect: Task .......................1..1
;; expect: StringBuilder ........................1.1
;; expect: Module .........................11
;; expect: :type lambda: argument 1 (x): expected Continuation, got Int 5
;; expect: :type lambda: argument 2 (x): expected Int, got String "2"
;; expect: :type lambda: result: expected Number, got String "1"
;; expect: :type lambda: argument 1 (x): expected Record, got Int 5
;; expect: 7
