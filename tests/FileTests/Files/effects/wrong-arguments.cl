; What effects say of wrong arguments and of too few or too many: each argument of each, before any permission is asked for.
(define (message f args) (try (begin (apply f args) nil) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (with l i x) (append (take i l) (cons x (drop (+ i 1) l))))
; Calls it with no arguments, with one too many, and once for each argument with something of no use in its place.
(define (wrong f . right)
  (message f [])
  (message f (append right [nil]))
  (for-each (lambda (i) (message f (with right i 'no))) (range (length right))))
(for-each (lambda (f) (wrong f "x")) [io:read-file io:file-exists? io:list-dir io:env])
(for-each (lambda (f) (wrong f "x" "text")) [io:write-file io:append-file])
(for-each wrong [io:read-line io:args time:now time:monotonic random:float gc:collect gc:stats])
(wrong network:fetch "http://localhost/" {})
(message network:fetch ["x"])
(wrong time:sleep 0)
(wrong random:seed 1)
(wrong random:int 1 2)
(message random:int [2 1])
(wrong random:choice [1])
(message random:choice [[]])
(wrong random:shuffle [1])
(wrong error:raise :k "m" 1)
(wrong state:get :a 1)
(wrong state:set :a 1)
(wrong state:update :a inc)
(wrong state:delete :a)
(for-each wrong [state:commit-transaction state:rollback-transaction])
(wrong state:begin-transaction)
(for-each (lambda (f) (wrong f inc [1])) [parallel:map parallel:for-each])
(message parallel:map [(lambda (x) (chan)) [1]])
(message parallel:for-each [inc [(chan)]])

;; expect: :arity io:read-file: expected 1 argument, got 0
;; expect: :arity io:read-file: expected 1 argument, got 2
;; expect: :type io:read-file: argument 1: expected String, got Symbol no
;; expect: :arity io:file-exists?: expected 1 argument, got 0
;; expect: :arity io:file-exists?: expected 1 argument, got 2
;; expect: :type io:file-exists?: argument 1: expected String, got Symbol no
;; expect: :arity io:list-dir: expected 1 argument, got 0
;; expect: :arity io:list-dir: expected 1 argument, got 2
;; expect: :type io:list-dir: argument 1: expected String, got Symbol no
;; expect: :arity io:env: expected 1 argument, got 0
;; expect: :arity io:env: expected 1 argument, got 2
;; expect: :type io:env: argument 1: expected String, got Symbol no
;; expect: :arity io:write-file: expected 2 arguments, got 0
;; expect: :arity io:write-file: expected 2 arguments, got 3
;; expect: :type io:write-file: argument 1: expected String, got Symbol no
;; expect: :type io:write-file: argument 2: expected String, got Symbol no
;; expect: :arity io:append-file: expected 2 arguments, got 0
;; expect: :arity io:append-file: expected 2 arguments, got 3
;; expect: :type io:append-file: argument 1: expected String, got Symbol no
;; expect: :type io:append-file: argument 2: expected String, got Symbol no
;; expect: :arity io:read-line: expected 0 arguments, got 1
;; expect: :arity io:args: expected 0 arguments, got 1
;; expect: :arity time:now: expected 0 arguments, got 1
;; expect: :arity time:monotonic: expected 0 arguments, got 1
;; expect: :arity random:float: expected 0 arguments, got 1
;; expect: :arity gc:collect: expected 0 arguments, got 1
;; expect: :arity gc:stats: expected 0 arguments, got 1
;; expect: :arity network:fetch: expected 1 to 2 arguments, got 0
;; expect: :arity network:fetch: expected 1 to 2 arguments, got 3
;; expect: :type network:fetch: argument 1: expected String, got Symbol no
;; expect: :type network:fetch: argument 2: expected Dict, got Symbol no
;; expect: :io network:fetch: x is no address of http or https
;; expect: :arity time:sleep: expected 1 argument, got 0
;; expect: :arity time:sleep: expected 1 argument, got 2
;; expect: :type time:sleep: argument 1: expected a number, got Symbol no
;; expect: :arity random:seed: expected 1 argument, got 0
;; expect: :arity random:seed: expected 1 argument, got 2
;; expect: :type random:seed: argument 1: expected Int, got Symbol no
;; expect: :arity random:int: expected 1 to 2 arguments, got 0
;; expect: :arity random:int: expected 1 to 2 arguments, got 3
;; expect: :type random:int: argument 1: expected Int, got Symbol no
;; expect: :type random:int: argument 2: expected Int, got Symbol no
;; expect: :range random:int: empty range 2..1
;; expect: :arity random:choice: expected 1 argument, got 0
;; expect: :arity random:choice: expected 1 argument, got 2
;; expect: :type random:choice: argument 1: expected List, got Symbol no
;; expect: :index random:choice: index 0 is out of range for length 0
;; expect: :arity random:shuffle: expected 1 argument, got 0
;; expect: :arity random:shuffle: expected 1 argument, got 2
;; expect: :type random:shuffle: argument 1: expected List, got Symbol no
;; expect: :arity error:raise: expected 2 to 3 arguments, got 0
;; expect: :arity error:raise: expected 2 to 3 arguments, got 4
;; expect: no m
;; expect: :k no
;; expect: :k m
;; expect: :arity state:get: expected 1 to 2 arguments, got 0
;; expect: :arity state:get: expected 1 to 2 arguments, got 3
;; expect: :arity state:set: expected 2 arguments, got 0
;; expect: :arity state:set: expected 2 arguments, got 3
;; expect: :arity state:update: expected 2 arguments, got 0
;; expect: :arity state:update: expected 2 arguments, got 3
;; expect: :type state:update: argument 2: expected Function, got Symbol no
;; expect: :arity state:delete: expected 1 argument, got 0
;; expect: :arity state:delete: expected 1 argument, got 2
;; expect: :state state:commit-transaction: no transaction is open
;; expect: :arity state:commit-transaction: expected 0 arguments, got 1
;; expect: :state state:rollback-transaction: no transaction is open
;; expect: :arity state:rollback-transaction: expected 0 arguments, got 1
;; expect: :arity state:begin-transaction: expected 0 arguments, got 1
;; expect: :arity parallel:map: expected 2 arguments, got 0
;; expect: :arity parallel:map: expected 2 arguments, got 3
;; expect: :type parallel:map: argument 1: expected Function, got Symbol no
;; expect: :type parallel:map: argument 2: expected List, got Symbol no
;; expect: :arity parallel:for-each: expected 2 arguments, got 0
;; expect: :arity parallel:for-each: expected 2 arguments, got 3
;; expect: :type parallel:for-each: argument 1: expected Function, got Symbol no
;; expect: :type parallel:for-each: argument 2: expected List, got Symbol no
;; expect: :type parallel:map: a Channel cannot go to another executor
;; expect: :type parallel:for-each: a Channel cannot go to another executor
