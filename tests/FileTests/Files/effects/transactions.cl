; state: transactions nest: a commit hands the changes to the one around, a rollback undoes them.
(define (now) [(state:get :a) (state:get :b) (state:get :c)])
(state:set :a 1)
(io:print (state:begin-transaction))
(state:set :a 2) (state:set :b 2)
(state:begin-transaction)
(state:set :a 3) (state:delete :b) (state:set :c 3)
(io:print (now) (state:commit-transaction) (now))
(io:print (state:rollback-transaction) (now))
(state:begin-transaction) (state:update :a inc) (state:set [1 2] :list) (state:set 1.0 :one) (state:commit-transaction)
(io:print (now) (state:get [1 2.0]) (state:get 1) (state:get :none :default) (state:delete :none))
(define (kind f) (try (f) (catch e (Error-kind e))))
(io:print (kind (lambda () (state:commit-transaction))) (kind (lambda () (state:rollback-transaction))) (kind (lambda () (state:get))) (kind (lambda () (state:set 1))) (kind (lambda () (state:update :a 5))))
(state:begin-transaction)
(io:print (try (state:update :a (lambda (x) (state:set :b x) (throw :stop))) (catch e e)) (now))
(state:rollback-transaction)
(io:print (now))

;; modes: interpreted baseline native leaving collecting
;; expect: nil
;; expect: [3, nil, 3] nil [3, nil, 3]
;; expect: nil [1, nil, nil]
;; expect: [2, nil, nil] :list :one :default nil
;; expect: :state :state :arity :arity :type
;; expect: :stop [2, 2, nil]
;; expect: [2, nil, nil]
