; Functions that make functions, and what is known of one.
(io:print ((compose inc (lambda (x) (* 2 x))) 5) ((pipe inc (lambda (x) (* 2 x))) 5) ((compose first list) 1 2) ((pipe list first) 1 2) ((compose) 7) ((pipe) 7) (identity [1]) ((const 1) 2 3) ((const nil)))
(io:print ((partial + 1 2) 3 4) ((partial list)) ((partial list 1)) (apply + [1 2]) (apply list 1 2 [3 4]) (apply list []) (apply max 1 [3 2]))
(define calls 0)
(define slow (memoize (lambda (a . rest) (set! calls (+ calls 1)) [a rest])))
(io:print (slow 1) (slow 1) (slow 1.0) (slow 1 2) (slow 1 2) (slow nil) (slow nil) calls)
(io:print (map arity [map inc (lambda () 1) (lambda (a b . c) 1) list io:print (partial + 1)]) (map function? [map (lambda () 1) io:print 'f nil "f"]))
(io:print (compose inc) (pipe inc) (partial inc) (const 1) (memoize inc) identity)
(define (message f) (try (f) (catch e (io:print (Error-kind e) (Error-message e)))))
(message (lambda () (apply + 1)))
(message (lambda () (apply + 1 2)))
(message (lambda () (apply (lambda (x) x) [])))
(message (lambda () (compose inc 5)))
(message (lambda () (pipe 5)))
(message (lambda () (partial 5)))
(message (lambda () (memoize nil)))
(message (lambda () (arity 5)))
(message (lambda () ((compose) 1 2)))
(message (lambda () ((compose inc) 1 2)))
(message (lambda () (identity)))
(define nothing (memoize (lambda (x) (set! calls (+ calls 1)) nil)))
(set! calls 0)
(io:print (nothing 1) (nothing 1) calls ((partial list 1 2) 3 4) ((compose (lambda (x) [:outer x]) (lambda (. a) [:inner a])) 1 2) ((pipe (lambda (. a) [:first a]) (lambda (x) [:second x])) 1 2))
(io:print (map arity [get range dict-set str Error (lambda (a . b) a) (lambda () 1)]))

;; modes: interpreted baseline native leaving collecting
;; expect: 11 12 1 1 7 7 [1] 1 nil
;; expect: 10 [] [1] 3 [1, 2, 3, 4] [] 3
;; expect: [1, []] [1, []] [1, []] [1, [2]] [1, [2]] [nil, []] [nil, []] 3
;; expect: [2, 1, 0, 2, 0, 0, 0] [true, true, true, false, false, false]
;; expect: #<function compose/0+> #<function pipe/0+> #<function partial/0+> #<function const/0+> #<function memoize/0+> #<function identity/1>
;; expect: :type apply: argument 2: expected List, got Int 1
;; expect: :type apply: argument 3: expected List, got Int 2
;; expect: :arity lambda: expected 1 argument, got 0
;; expect: :type compose: argument 2: expected Function, got Int 5
;; expect: :type pipe: argument 1: expected Function, got Int 5
;; expect: :type partial: argument 1: expected Function, got Int 5
;; expect: :type memoize: argument 1: expected Function, got Nil nil
;; expect: :type arity: argument 1: expected Function, got Int 5
;; expect: :arity compose: expected 1 argument, got 2
;; expect: :arity inc: expected 1 argument, got 2
;; expect: :arity identity: expected 1 argument, got 0
;; expect: nil nil 1 [1, 2, 3, 4] [:outer, [:inner, [1, 2]]] [:second, [:first, [1, 2]]]
;; expect: [2, 1, 3, 0, 3, 1, 0]
