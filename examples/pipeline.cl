; Functions that make functions: a pipeline of closures over a small table of orders.
;
; Shows partial application, composition, closures that keep state, grouping with dicts, and a lazy stream made of
; nothing but lambdas.

(define orders
  [{:id 1 :customer "ada" :item "loom" :price 120 :pieces 1}
   {:id 2 :customer "charles" :item "gear" :price 3 :pieces 40}
   {:id 3 :customer "ada" :item "card" :price 1 :pieces 250}
   {:id 4 :customer "grace" :item "relay" :price 15 :pieces 8}
   {:id 5 :customer "charles" :item "crank" :price 48 :pieces 2}
   {:id 6 :customer "grace" :item "moth" :price 7 :pieces 1}
   {:id 7 :customer "alan" :item "tape" :price 2 :pieces 500}])

(define (field key) (lambda (d) (dict-get d key)))
(define (where p) (partial filter p))
(define (each f) (partial map f))
(define (total f) (lambda (l) (fold (lambda (sum x) (+ sum (f x))) 0 l)))

(define (value order) (* (dict-get order :price) (dict-get order :pieces)))

; Elements by key, in order of first appearance.
(define (group-by key l)
  (fold (lambda (groups x) (dict-set groups (key x) (append (dict-get-or groups (key x) []) [x])))
        {}
        l))

(define large-items
  (pipe (where (lambda (o) (>= (value o) 100)))
        (partial sort-by (compose neg value))
        (each (field :item))))

(io:print "large orders:" (large-items orders))
(io:print "turnover:" ((total value) orders))

(define by-customer (group-by (field :customer) orders))
(dict-for-each
  (lambda (customer orders)
    (io:print "  " customer ((each (field :item)) orders) ((total value) orders)))
  by-customer)

; A counter: each call of make-counter has its own n.
(define (make-counter start step)
  (let ((n start))
    (lambda ()
      (set! n (+ n step))
      n)))

(define tens (make-counter 0 10))
(define downs (make-counter 100 -1))
(io:print "counters:" [(tens) (downs) (tens) (downs) (tens)])

; A stream is a pair of a value and a function that gives the rest.
(define (stream-from n) [n (lambda () (stream-from (+ n 1)))])
(define (stream-rest s) ((nth s 1)))

(define (stream-filter p s)
  (if (p (first s))
      [(first s) (lambda () (stream-filter p (stream-rest s)))]
      (stream-filter p (stream-rest s))))

(define (stream-take n s)
  (if (= n 0)
      []
      (cons (first s) (stream-take (- n 1) (stream-rest s)))))

; Primes by sifting: every prime found puts one more filter in front of the rest.
(define (primes s)
  [(first s)
   (lambda ()
     (primes (stream-filter (lambda (x) (!= 0 (mod x (first s)))) (stream-rest s))))])

(io:print "primes:" (stream-take 40 (primes (stream-from 2))))

; Ways to give change, remembered by amount and coins.
(define coins [1 2 5 10 20 50 100 200])
(define ways
  (memoize
    (lambda (amount coins)
      (cond ((= amount 0) 1)
            ((or (< amount 0) (empty? coins)) 0)
            (else (+ (ways (- amount (first coins)) coins) (ways amount (rest coins))))))))

(io:print "change for 500:" (ways 500 (reverse coins)))
