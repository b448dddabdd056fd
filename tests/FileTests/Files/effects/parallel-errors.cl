; The first error in the order of the elements is thrown; what comes after it leaves no trace.
(define (kind-of thunk) (try (thunk) (catch e (if (Error? e) (list (Error-kind e) (Error-message e)) e))))
(define (boom x) (io:print "at" x) (if (> x 1) (throw x) x))
(io:print (try (parallel:map boom [1 2 3]) (catch e e)))
(io:print (try (parallel:for-each boom [1 3 2]) (catch e e)))
(io:print (kind-of (lambda () (parallel:map head [[1] [] [2]]))))
; of the arguments
(io:print (kind-of (lambda () (parallel:map 5 [1]))))
(io:print (kind-of (lambda () (parallel:map inc 5))))
(io:print (kind-of (lambda () (parallel:map inc))))
(io:print (kind-of (lambda () (parallel:for-each inc [] 1))))
(io:print (kind-of (lambda () (parallel:map (lambda () 1) [5]))))
; what cannot travel: with the function, in an element, in a result
(define c (chan))
(define (sends x) (send! c x))
(define (apart x) (+ x 1))
(io:print (kind-of (lambda () (parallel:map sends [1]))) (parallel:map apart [1]))
(io:print (kind-of (lambda () (let ((d (chan))) (parallel:map (lambda (x) (try-recv! d)) [1])))))
(io:print (kind-of (lambda () (parallel:map inc [1 (tuple "a" (go 1))]))))
(io:print (handle (+ 1 (e:x)) (e:x (k) (kind-of (lambda () (parallel:map k [1]))))))
(io:print (kind-of (lambda () (parallel:map (lambda (x) (chan)) [1]))))
(io:print (kind-of (lambda () (parallel:for-each (lambda (x) (go 1)) [1]))))
; a value that is thrown comes back as it is, with the types of the caller
(defrecord Trouble why)
(io:print (try (parallel:map (lambda (x) (throw (Trouble x))) [:this]) (catch e (list (Trouble? e) (Trouble-why e)))))
(io:print (head (kind-of (lambda () (parallel:map (lambda (x) (recv! (chan))) [1])))))
(io:print (try (parallel:map (lambda (x) (try (throw 1) (finally (io:print "finally" x)))) [7]) (catch e e)))

;; modes: interpreted baseline native leaving collecting
;; expect: at 1
;; expect: at 2
;; expect: 2
;; expect: at 1
;; expect: at 3
;; expect: 3
;; expect: [:index, "head: index 0 is out of range for length 0"]
;; expect: [:type, "parallel:map: argument 1: expected Function, got Int 5"]
;; expect: [:type, "parallel:map: argument 2: expected List, got Int 5"]
;; expect: [:arity, "parallel:map: expected 2 arguments, got 1"]
;; expect: [:arity, "parallel:for-each: expected 2 arguments, got 3"]
;; expect: [:arity, "lambda: expected 0 arguments, got 1"]
;; expect: [:type, "parallel:map: a Channel cannot go to another executor"] [2]
;; expect: [:type, "parallel:map: a Channel cannot go to another executor"]
;; expect: [:type, "parallel:map: a Task cannot go to another executor"]
;; expect: [:type, "parallel:map: a Continuation cannot go to another executor"]
;; expect: [:type, "parallel:map: a Channel cannot go to another executor"]
;; expect: [:type, "parallel:for-each: a Task cannot go to another executor"]
;; expect: [true, :this]
;; expect: :deadlock
;; expect: finally 7
;; expect: 1
