; parallel:map and parallel:for-each: each element runs on a copy of the function, the element, and the globals that they use.
(io:print (parallel:map inc [1 2 3]) (parallel:map inc []) (parallel:for-each inc [1 2]) (parallel:for-each inc []))
(parallel:for-each (lambda (x) (io:print "element" x)) [1 2 3])

; what goes along is a copy, in both directions
(define x 0)
(define (bump) (set! x (+ x 1)) x)
(io:print (parallel:map (lambda (i) (+ (bump) i)) [10 20]) x)
(define t (make-table))
(table-set! t :n 1)
(parallel:for-each (lambda (i) (table-update! t :n inc)) [1 2])
(io:print t)
(define v (vector 1 2))
(io:print (parallel:map (lambda (w) (vector-set! w 0 9) w) [v v]) v)
(let ((c (cell 0)) (n 5))
  (io:print (parallel:map (lambda (i) (cell-set! c (+ (cell-get c) i n)) (cell-get c)) [1 2]) (cell-get c)))
(define y 5)
(io:print ((head (parallel:map (lambda (z) (set! y z) (lambda () y)) [1]))))

; every type of value, there and back
(define all [1 4611686018427387904 -2.5 1e300 -0.0 true nil "text" "żółw" 'sym :k [1 [2]] [] (vector 1 "a") (float-vector 1.5) (byte-vector 1 2)
             (buffer 1 2) {:a 1 [2] {:b 3}} (set 1 "x") (tuple "Some" 4) (cell 5) inc (partial + 1)])
(io:print (map (lambda (p) (= (str (head p)) (str (last p)))) (zip all (parallel:map identity all))))
(io:print (= (take 12 all) (parallel:map identity (take 12 all))))
(io:print (head (parallel:map (lambda (s) (string-builder-add! s "!") (string-builder-build s)) [(string-builder "a" "b")])))
(io:print (parallel:map (partial + 1) (parallel:map (compose inc inc) [1])))

; sharing and circles stay what they are
(define shared (vector 1))
(define circle (vector nil shared shared))
(vector-set! circle 0 circle)
(define (seen w) (list (same? w (vector-ref w 0)) (same? (vector-ref w 1) (vector-ref w 2)) w))
(define back (head (parallel:map seen [circle])))
(io:print back (same? (nth (nth back 2) 1) (nth (nth back 2) 2)))
(define (both w) (same? w circle))
(io:print (parallel:map both [circle]))

; keys by identity, by content, by both
(define key (cell 1))
(define by-identity {key 1 inc 2 [key] 3 {key 0} 4})
(table-set! t key :found)
(define (look d) (list (dict-get d key) (dict-get d inc) (dict-get d [key]) (dict-get d {key 0}) (table-get t key) (dict-get d (cell 1))))
(io:print (parallel:map look [by-identity]))
(define (entry d) (let ((k (head (dict-keys d)))) (list (dict-get d k) (dict-get d [k]) (dict-get (dict-set d k 7) k) (dict-get (dict-remove d k) k))))
(io:print (entry (head (parallel:map identity [by-identity]))))

; records keep their type
(defrecord P a)
(define p (P 1))
(io:print (map P? (parallel:map (lambda (n) (P n)) [1 2])) (map P-a (parallel:map (lambda (n) (set-P-a! p n) p) [3 4])) p)
(io:print (parallel:map (lambda (n) (try (head n) (catch e (Error-kind e)))) [[1] []]))
(define (area s) (match s ((P n) (* n n)) (_ nil)))
(io:print (parallel:map area [(P 3) 4]))
(module m (export three) (define (two) 2) (define (three) (+ 1 (two))))
(io:print (parallel:map (lambda (n) (+ n (m.three))) [1]) (parallel:map (lambda (q) (= (str q) (str m))) [m]))

; state starts empty, random is seeded, handlers stay behind
(state:set :a 1)
(io:print (parallel:map (lambda (n) (state:set :b n) (state:update :b inc) (list (state:get :a) (state:get :b))) [1 2]) (state:get :a) (state:get :b))
(random:seed 1)
(define a (parallel:map (lambda (i) (random:int 1000)) [0 0]))
(io:print a (random:int 1000))
(random:seed 1)
(io:print (parallel:map (lambda (i) (random:int 1000)) [0 0]) (random:int 1000))
(random:seed 1)
(parallel:map inc [])
(io:print (random:int 1000))
(random:seed 1)
(define (nested i) (list (parallel:map (lambda (j) (random:int 1000)) [0 0]) (random:int 1000)))
(io:print (parallel:map nested [0 0]))
(io:print (handler ((foo:a (lambda () 1))) (try (parallel:map (lambda (n) (foo:a)) [1]) (catch e (Error-kind e)))))
(io:print (handler ((io (lambda (op . rest) (list op rest)))) (parallel:map (lambda (n) (io:print n)) [3])))
(io:print (handler ((parallel (lambda (op . rest) op))) (parallel:map inc [1])))
(define pmap parallel:map)
(io:print (pmap inc [1]) (effect parallel map inc [2]))

; fibers of an element are its own
(define (fibers n) (let ((c (chan))) (go (send! c (* n n))) (time:sleep 0) (recv! c)))
(io:print (parallel:map fibers [1 2 3]))
(io:print (parallel:map (lambda (n) (go (io:print "in" n)) (time:sleep 0) n) [1 2]))
(io:print (parallel:map (lambda (n) (go (io:print "never")) n) [1 2]))
(io:print (parallel:map (lambda (n) (parallel:map (lambda (k) (* n k)) [1 2])) [3 4]))
(define (nest n) (if (= n 0) 0 (+ 1 (head (parallel:map nest [(- n 1)])))))
(io:print (nest 50))

;; modes: interpreted baseline native leaving collecting
;; expect: [2, 3, 4] [] nil nil
;; expect: element 1
;; expect: element 2
;; expect: element 3
;; expect: [11, 21] 0
;; expect: #table{:n 1}
;; expect: [#[9, 2], #[9, 2]] #[1, 2]
;; expect: [6, 7] 0
;; expect: 5
;; expect: [true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true]
;; expect: true
;; expect: ab!
;; expect: [4]
;; expect: [true, true, #[..., #[1], #[1]]] true
;; expect: [true]
;; expect: [[1, 2, 3, 4, :found, nil]]
;; expect: [1, 3, 7, nil]
;; expect: [true, true] [3, 4] (P 1)
;; expect: [1, :index]
;; expect: [9, nil]
;; expect: [4] [true]
;; expect: [[nil, 2], [nil, 3]] 1 nil
;; expect: [592, 157] 522
;; expect: [592, 157] 522
;; expect: 522
;; expect: [[[138, 95], 912], [[756, 753], 50]]
;; expect: :effect
;; expect: 3
;; expect: [nil]
;; expect: :map
;; expect: [2] [3]
;; expect: [1, 4, 9]
;; expect: in 1
;; expect: in 2
;; expect: [1, 2]
;; expect: [1, 2]
;; expect: [[3, 6], [4, 8]]
;; expect: 50
