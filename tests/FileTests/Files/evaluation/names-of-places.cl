; else catch finally return default export :as :when have a meaning only in their places: elsewhere they are names like others.
(define else 1) (define catch 2) (define finally 3) (define return 4) (define default 5) (define export 6)
(io:print else catch finally return default export :as :when)
(define (f else return) [else return])
(io:print (f 1 2) (cond (#f 1) (else 2)) (match 3 (else else)) (handle 7 (return (return) [return])) (select (default default)))
(io:print [(= else 1) (match 4 (n :when (= n 5) :no) (n n))])
(io:print (match 5 (5 :when)) (match 6 (5 1) (n :as)))

;; modes: interpreted baseline native leaving collecting
;; expect: 1 2 3 4 5 6 :as :when
;; expect: [1, 2] 2 3 [7] 5
;; expect: [true, 4]
;; expect: :when :as
