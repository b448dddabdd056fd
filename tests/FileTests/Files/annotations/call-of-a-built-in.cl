; The result of a built-in function that is called in tail position is checked too.
(define (upper x) : Int (string-upcase x))
(define (sum a b) : String (+ a b))
(define (made x) : Int (dict x x))
(define (message f) (try (f) (catch e (io:print (Error-message e)))))
(message (lambda () (upper "a")))
(message (lambda () (sum 1 2)))
(message (lambda () (made :k)))

;; modes: interpreted baseline native leaving collecting
;; expect: upper: result: expected Int, got String "A"
;; expect: sum: result: expected String, got Int 3
;; expect: made: result: expected Int, got Dict {:k :k}
