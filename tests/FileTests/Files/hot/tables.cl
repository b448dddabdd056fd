; Tables whose keys are of all kinds, in hot loops: found, missing, replaced, removed, grown, in order.
(define (fill! t n)
  (let loop ((i 0))
    (when (< i n)
      (table-set! t (mod (* i 7919) 1000) i)
      (table-set! t (str "k" (mod i 37)) (str "v" i))
      (table-set! t (str "wide → " (mod i 5)) i)
      (table-set! t (if (= 0 (mod i 2)) :a 'b) i)
      (table-set! t (* 1.5 (mod i 4)) i)
      (table-set! t nil (list i))
      (table-set! t (list (mod i 3) "x") i)
      (table-remove! t (mod (* i 31) 1000))
      (loop (+ i 1)))))
(define (look t n)
  (let loop ((i 0) (sum 0))
    (if (= i n)
        sum
        (loop (+ i 1)
              (+ sum
                 (if (table-has? t i) 1 0)
                 (table-get-or t (- i 5) 3)
                 (if (nil? (table-get t (str "k" i))) 0 1)
                 (table-get-or t (str "wide → " i) 2)
                 (table-get-or t 3 0)
                 (table-get-or t (if (= i 7) #t #f) 100)
                 (if (table-has? t (/ i 4.0)) 1 0))))))
(let ((t (make-table)))
  (fill! t 5)
  (io:print t)
  (io:print (look t 3000))
  (fill! t 5000)
  (io:print (look t 3000) (table-size t))
  (io:print (take 12 (table-keys t))))

; An Int and the Float of its value are one key, and the first to come stays.
(define (both t i) (table-set! t (if (= 0 (mod i 2)) 3 3.0) i) (+ (table-get t 3) (table-get t 3.0)))
(let ((t (make-table)) (u (make-table)))
  (table-set! u 3.0 :float)
  (io:print (let loop ((i 0) (s 0)) (if (= i 2000) s (loop (+ i 1) (+ s (both t i))))) (table-keys t))
  (both u 0)
  (io:print u))

; Values that are young, in a table that is old.
(define (renew! t n) (dotimes (i n) (table-set! t (mod i 50) (list i (str i)))))
(let ((t (make-table)))
  (renew! t 60000)
  (io:print (table-get t 0) (table-get t 49) (table-size t)))

; Strings of equal hashes that differ, or nearly so.
(define (count! t text) (table-set! t text (+ 1 (table-get-or t text 0))))
(let ((t (make-table)))
  (dotimes (i 3000)
    (count! t "costarring")
    (count! t "liquid")
    (count! t (substring "xliquidx" 1 7))
    (count! t "")
    (count! t "a string of more than sixteen bytes")
    (count! t (str "a string of more than sixteen byte" (if (= 0 (mod i 2)) "s" "t"))))
  (io:print t))

; Errors come from the function itself.
(define (get t k) (table-get t k))
(dotimes (i 2000) (get (make-table) i))
(io:print (try (get 5 1) (catch e (Error-message e))))
(define (put! t k v) (table-set! t k v))
(dotimes (i 2000) (put! (make-table) i i))
(io:print (try (put! nil 1 2) (catch e (Error-message e))))
(define (vectors n fill)
  (let loop ((i 0) (sum 0))
    (if (= i n) sum (loop (+ i 1) (let ((v (make-vector i fill))) (+ sum (vector-length v) (if (= i 0) 0 (vector-ref v (- i 1)))))))))
(io:print (vectors 1500 7))
(define (make n) (make-vector n :e))
(dotimes (i 2000) (make 3))
(io:print (make 2) (try (make -1) (catch e (Error-message e))) (try (make "2") (catch e (Error-message e))))

;; expect: #table{"k0" "v0", "wide → 0" 0, :a 4, nil [4], [0, "x"] 3, 919 1, "k1" "v1", "wide → 1" 1, b 3, 1.5 1, [1, "x"] 4, 838 2, "k2" "v2", "wide → 2" 2, 3.0 2, [2, "x"] 2, 757 3, "k3" "v3", "wide → 3" 3, 4.5 3, 676 4, "k4" "v4", "wide → 4" 4, 0.0 4}
;; expect: 321014
;; expect: 17656949 548
;; expect: ["k0", "wide → 0", :a, nil, [0, "x"], "k1", "wide → 1", b, 1.5, [1, "x"], "k2", "wide → 2"]
;; expect: 3998000 [3]
;; expect: #table{3.0 0}
;; expect: [59950, "59950"] [59999, "59999"] 50
;; expect: #table{"costarring" 3000, "liquid" 6000, "" 3000, "a string of more than sixteen bytes" 4500, "a string of more than sixteen bytet" 1500}
;; expect: table-get: argument 1: expected Table, got Int 5
;; expect: table-set!: argument 1: expected Table, got Nil nil
;; expect: 1134743
;; expect: #[:e, :e] make-vector: negative length -1 make-vector: argument 1: expected Int, got String "2"
