; Each kind of error that the run time throws, as a record Error with a keyword, a text and data.
(define (deep n) (+ 1 (deep n)))
(define cancelled (go (recv! (chan))))
(define (closed) (let ((c (chan))) (close! c) c))
(define (nest n) (parallel:map nest [(+ n 1)]))
(define thunks
  [(lambda () (+ 1 "a")) (lambda () ((lambda (x) x))) (lambda () nowhere) (lambda () (/ 1 0)) (lambda () (+ 9223372036854775807 1)) (lambda () (shl 1 64)) (lambda () (head []))
   (lambda () (match [1] ({} 2))) (lambda () (nobody:handles)) (lambda () (deep 0)) (lambda () (make-vector 1000000000000 0))
   (lambda () (cancel! cancelled) (await cancelled)) (lambda () (recv! (chan))) (lambda () (send! (closed) 1)) (lambda () (io:read-file "x")) (lambda () (nest 0))
   (lambda () (json-parse "?")) (lambda () (state:commit-transaction))])
(await (go nil))
(for-each (lambda (f) (try (f) (catch e (io:print (type-of e) (Error-kind e) (type-of (Error-kind e)) (type-of (Error-message e)))))) thunks)
(io:print (try (match [1 2] (3 4)) (catch e (Error-data e))))
(io:print (try (throw (Error :parse "own" [1])) (catch e (match e ((Error k m d) [k m d])))))

;; stack: 16m
;; expect: Error :type Keyword String
;; expect: Error :arity Keyword String
;; expect: Error :unbound Keyword String
;; expect: Error :divide-by-zero Keyword String
;; expect: Error :overflow Keyword String
;; expect: Error :range Keyword String
;; expect: Error :index Keyword String
;; expect: Error :match Keyword String
;; expect: Error :effect Keyword String
;; expect: Error :stack-overflow Keyword String
;; expect: Error :out-of-memory Keyword String
;; expect: Error :cancelled Keyword String
;; expect: Error :deadlock Keyword String
;; expect: Error :closed Keyword String
;; expect: Error :permission Keyword String
;; expect: Error :limit Keyword String
;; expect: Error :parse Keyword String
;; expect: Error :state Keyword String
;; expect: [1, 2]
;; expect: [:parse, "own", [1]]
