; What an imported name is bound to need not be a function, or stay the one that it was.
(import "lib/values" (next five changing))
(import "lib/values" :as values)
(io:print (next) (values.next) (changing) (values.changing) (changing 1 2))
(io:print (try (five) (catch e (Error-message e))) (try (values.five) (catch e (Error-message e))))

;; expect: 3 3 [:changed, []] [:changed, []] [:changed, [1, 2]]
;; expect: call: expected a function, got Int 5 call: expected a function, got Int 5
