; The run's own state; update gives the new value.
(io:print (state:get :a) (state:get :a 1) (state:set :a 5) (state:get :a 1))
(io:print (state:update :a (lambda (x) (+ x 1))) (state:get :a))
(state:begin-transaction) (state:set :a 100) (state:begin-transaction) (state:delete :a) (io:print (state:get :a :gone)) (state:rollback-transaction)
(io:print (state:get :a)) (state:rollback-transaction) (io:print (state:get :a))
(io:print (try (state:commit-transaction) (catch e (Error-kind e))))
(io:print (try (state:update :a (lambda (x) (throw x))) (catch e e)) (state:get :a))
(io:print (try (state:update :a) (catch e (Error-kind e))))
(state:set :nothing nil)
(io:print (state:get :nothing :default) (state:get :missing :default) (state:delete :nothing) (state:get :nothing :default) (state:delete :missing) (state:set :k 1) (state:delete :k) (state:get :k))

;; modes: interpreted baseline native leaving collecting
;; expect: nil 1 nil 5
;; expect: 6 6
;; expect: :gone
;; expect: 100
;; expect: 6
;; expect: :state
;; expect: 6 6
;; expect: :arity
;; expect: nil :default nil :default nil nil nil nil
