; The result of a built-in function that is called in tail position is checked too.
(define (upper x) : Int (string-upcase x))
(define (sum a b) : String (+ a b))
(define (made x) : Int (dict x x))
(define (message f) (try (f) (catch e (io:print (Error-message e)))))
(message (lambda () (upper "a")))
(message (lambda () (sum 1 2)))
(message (lambda () (made :k)))
(define (applied f l) : Int (apply f l))
(message (lambda () (applied str [1 2])))
(define (inside f l) : Int (+ 1 (apply f l)))
(io:print (applied + [1 2]) (inside + [1 2]))
; what is called elsewhere than in tail position has no check
(define (text) "abc")
(define (size f) : Int (+ (string-length (text)) (string-length (f)) (string-length ((lambda () "d")))))
(io:print (size text))

;; modes: interpreted baseline native leaving collecting
;; expect: upper: result: expected Int, got String "A"
;; expect: sum: result: expected String, got Int 3
;; expect: made: result: expected Int, got Dict {:k :k}
;; expect: applied: result: expected Int, got String "12"
;; expect: 3 4
;; expect: 7
