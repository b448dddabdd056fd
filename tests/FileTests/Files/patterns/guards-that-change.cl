; What a guard changes is looked at again by the clauses after it.
(define e (Error :a "m" nil))
(io:print (match e ((Error :a m d) :when (set-Error-kind! e :b) 1) ((Error :b m d) [2 m]) (_ 3)))
(io:print (match e ((Error :b "m" d) :when (set-Error-message! e "n") 1) ((Error :b "m" d) 2) ((Error :b "n" d) 3)))
(io:print (match e ((Error :b "n" nil) :when (set-Error-data! e [5]) 1) ((Error :b "n" nil) 2) ((Error :b "n" [x]) x)))
(defrecord P x)
(defrecord Q x)
(define old (P 1))
(define (kind v) (match v ((P x) :when (begin (set! P Q) #f) :first) ((P x) :second) (_ :none)))
(io:print (kind old) (kind (Q 1)))
(define (lists v) (match v ([] :when (> 1 2) 0) ('(1 2) 1) ([x ...r] :when (> 1 2) 2) ('(3) 3) ('() 4) (_ 5)))
(io:print (map lists [[] [1 2] [3] [4] 5 {}]))
(define (dicts v) (match v ({:a 1} :when (> 1 2) 0) ('{:a 1} 1) ({} 2) ('{:b 1} 3) (_ 4)))
(io:print (map dicts [{:a 1} {:b 1} {} [] 5]))
(defrecord R part)
(define r (R [1 2]))
(define (part v) (match v ((R [1 x]) :when (begin (set-R-part! v [3 4]) #f) :first) ((R [1 x]) [:stale x]) ((R [3 x]) [:new x]) (_ :none)))
(io:print (part r) (part (R [1 5])) (part (R [3 6])))
(define (numbers v) (match v (1 :when (> 1 2) 0) ((or 1 1.0) :one) (1.5 :when (> 1 2) 0) (2.5 :half) ((or 1.5 7) :other) (_ :none)))
(io:print (map numbers [1 1.0 1.5 2.5 7 8]))
(defrecord A x)
(defrecord B x)
(define (types v) (match v ((A x) :when (= x 1) :a1) ((B x) :b) ((A x) [:a x]) (_ :none)))
(io:print (map types [(A 1) (A 2) (B 3) 4]))

;; expect: [2, "m"]
;; expect: 3
;; expect: 5
;; expect: :none :second
;; expect: [4, 1, 3, 5, 5, 5]
;; expect: [1, 2, 2, 4, 4]
;; expect: [:new, 4] [:new, 4] [:new, 6]
;; expect: [:one, :one, :other, :half, :other, :none]
;; expect: [:a1, [:a, 2], :b, :none]
