; What a value is, asked of every kind of value in hot loops: as a condition, and for the answer itself.
(defrecord P x)
(define values
  (list 0 -1 4611686018427387904 -9223372036854775808 1.5 0.0 -0.0 inf (- inf) nan 1e-300 1e300 true false nil [] [1] 's :k "" "ä→"
        (vector) (vector 1 2) (make-float-vector 1 0.5) (make-byte-vector 1 7) (buffer) (buffer 1) (cell 1) (tuple "t" 1) (dict) (make-table) (set)
        head (lambda (x) x) P P-x (P 1) (string-builder) (chan)))
(define (kinds x)
  (list (number? x) (int? x) (float? x) (bool? x) (nil? x) (list? x) (vector? x) (float-vector? x) (byte-vector? x) (buffer? x)
        (cell? x) (tuple? x) (string? x) (symbol? x) (keyword? x) (dict? x) (table? x) (set? x) (function? x)))
(define (kind x)
  (cond ((int? x) 1) ((float? x) 2) ((bool? x) 3) ((nil? x) 4) ((list? x) 5) ((vector? x) 6) ((float-vector? x) 7) ((byte-vector? x) 8) ((buffer? x) 9)
        ((cell? x) 10) ((tuple? x) 11) ((string? x) 12) ((symbol? x) 13) ((keyword? x) 14) ((dict? x) 15) ((table? x) 16) ((set? x) 17) ((function? x) 18)
        (else 19)))
(define (no-number x) (if (not (number? x)) 1 0))
(define (digits l) (if (empty? l) "" (str (if (head l) "1" "0") (digits (tail l)))))
(define (all) (map (lambda (x) (str (digits (kinds x)) " " (kind x) " " (no-number x))) values))
(define first (all))
(for-each (lambda (l) (io:print l)) first)
(dotimes (i 40) (when (!= (all) first) (io:print "another answer in round" i)))
; The same things?
(define (same-as x l) (if (empty? l) 0 (+ (if (same? x (head l)) 1 0) (if (not (same? (head l) x)) 100 0) (same-as x (tail l)))))
(dotimes (i 20) (same-as i values))
(io:print (map (lambda (x) (same-as x values)) values))
(io:print (same-as (str "ä" "→") values) (same-as (+ 4611686018427387900 4) values) (same-as (* 1e150 1e150) values))
; New vectors are other ones each time.
(define (pair a b) (vector a b))
(define (none) (vector))
(define v (pair 1 2))
(dotimes (i 2000) (set! v (pair i (vector v))) (none))
(io:print (vector-ref v 0) (vector-length (vector-ref v 1)) (same? (pair 1 2) (pair 1 2)) (vector-length (none)))
(vector-set! v 0 :k)
(io:print (vector-ref v 0))

;; expect: 1100000000000000000 1 0
;; expect: 1100000000000000000 1 0
;; expect: 1100000000000000000 1 0
;; expect: 1100000000000000000 1 0
;; expect: 1010000000000000000 2 0
;; expect: 1010000000000000000 2 0
;; expect: 1010000000000000000 2 0
;; expect: 1010000000000000000 2 0
;; expect: 1010000000000000000 2 0
;; expect: 1010000000000000000 2 0
;; expect: 1010000000000000000 2 0
;; expect: 1010000000000000000 2 0
;; expect: 0001000000000000000 3 1
;; expect: 0001000000000000000 3 1
;; expect: 0000100000000000000 4 1
;; expect: 0000010000000000000 5 1
;; expect: 0000010000000000000 5 1
;; expect: 0000000000000100000 13 1
;; expect: 0000000000000010000 14 1
;; expect: 0000000000001000000 12 1
;; expect: 0000000000001000000 12 1
;; expect: 0000001000000000000 6 1
;; expect: 0000001000000000000 6 1
;; expect: 0000000100000000000 7 1
;; expect: 0000000010000000000 8 1
;; expect: 0000000001000000000 9 1
;; expect: 0000000001000000000 9 1
;; expect: 0000000000100000000 10 1
;; expect: 0000000000010000000 11 1
;; expect: 0000000000000001000 15 1
;; expect: 0000000000000000100 16 1
;; expect: 0000000000000000010 17 1
;; expect: 0000000000000000001 18 1
;; expect: 0000000000000000001 18 1
;; expect: 0000000000000000001 18 1
;; expect: 0000000000000000001 18 1
;; expect: 0000000000000000000 19 1
;; expect: 0000000000000000000 19 1
;; expect: 0000000000000000000 19 1
;; expect: [3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801, 3801]
;; expect: 3801 3801 3900
;; expect: 1999 1 false 0
;; expect: :k
