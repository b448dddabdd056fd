; random: is xoshiro256** seeded by splitmix64, with seed 0 unless the program sets one: the same numbers everywhere.
(define (times n f) (map (lambda (i) (f)) (range n)))
(io:print (times 5 (lambda () (random:int 1000))) (random:float) (random:choice [:a :b :c]) (random:shuffle (range 10)))
(io:print (random:seed 42) (times 5 (lambda () (random:int -5 5))) (random:int 1) (random:int 9223372036854775807) (random:int -9223372036854775808 9223372036854775807) (random:float))
(random:seed -1)
(io:print (times 3 random:float) (random:shuffle []) (random:shuffle [1]) (random:choice [7]) (random:int 2))
(random:seed 0)
(io:print (random:int 1000) (fold + 0 (times 1000 (lambda () (random:int 6)))) (random:shuffle ["x" "y" "z" "w"]))
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (random:int 0)))
(message (lambda () (random:int -5)))
(message (lambda () (random:int 5 5)))
(message (lambda () (random:int 1.5)))
(message (lambda () (random:choice [])))
(message (lambda () (random:choice (vector 1))))
(message (lambda () (random:shuffle "abc")))
(message (lambda () (random:seed 1.5)))
(message (lambda () (random:float 1)))
(random:seed 7)
(io:print (times 6 (lambda () (random:int -9223372036854775808 4611686018427387904))))

;; modes: interpreted baseline native leaving collecting
;; expect: [420, 82, 768, 532, 737] 0.9997484362337864 :c [6, 0, 2, 8, 7, 9, 1, 5, 4, 3]
;; expect: nil [-3, -3, 4, -2, 1] 0 4044606872079424947 6456516188463038599 0.7613743810057634
;; expect: [0.5598927040505212, 0.7674350796247662, 0.5072966666942884] [] [1] 7 0
;; expect: 420 2406 ["z", "w", "x", "y"]
;; expect: :range random:int: empty range 0..0
;; expect: :range random:int: empty range 0..-5
;; expect: :range random:int: empty range 5..5
;; expect: :type random:int: argument 1: expected Int, got Float 1.5
;; expect: :index random:choice: index 0 is out of range for length 0
;; expect: :type random:choice: argument 1: expected List, got Vector #[1]
;; expect: :type random:shuffle: argument 1: expected List, got String "abc"
;; expect: :type random:seed: argument 1: expected Int, got Float 1.5
;; expect: :arity random:float: expected 0 arguments, got 1
;; expect: [3699983033973700186, -4081319446519993134, -8102693974505138092, -7296871760556760612, -1776301068955122400, -6422859158595436189]
