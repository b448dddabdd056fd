; (import "path" (names)) binds those names; the file runs where it is imported.
(io:print "before")
(import "lib/counter" (add bump!))
(io:print "after" (add 1 2) add (bump!) (bump!))
(io:print (map (lambda (x) (add x 1)) [1 2 3]))

;; expect: before
;; expect: counter runs
;; expect: after 3 #<function add/2> 1 2
;; expect: [2, 3, 4]
