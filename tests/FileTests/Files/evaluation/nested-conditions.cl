; and, or and not inside of each other decide as a condition what they give as a value.
(define all [[#f #f #f] [#f #f 1] [#f 1 #f] [#f 1 1] [1 #f #f] [1 #f 1] [1 1 #f] [1 1 1]])
(define (both-ways value branch)
  (io:print (map (lambda (l) (if (apply value l) 1 0)) all) (map (lambda (l) (apply branch l)) all)))
(both-ways (lambda (a b c) (or (and a b) c)) (lambda (a b c) (if (or (and a b) c) 1 0)))
(both-ways (lambda (a b c) (and (or a b) c)) (lambda (a b c) (if (and (or a b) c) 1 0)))
(both-ways (lambda (a b c) (or a (and b c))) (lambda (a b c) (if (or a (and b c)) 1 0)))
(both-ways (lambda (a b c) (and a (or b c))) (lambda (a b c) (if (and a (or b c)) 1 0)))
(both-ways (lambda (a b c) (not (and a b c))) (lambda (a b c) (if (not (and a b c)) 1 0)))
(both-ways (lambda (a b c) (not (or a b c))) (lambda (a b c) (if (not (or a b c)) 1 0)))
(both-ways (lambda (a b c) (not (or (and a (not b)) c))) (lambda (a b c) (if (not (or (and a (not b)) c)) 1 0)))
(both-ways (lambda (a b c) (or (not (and a b)) (not c))) (lambda (a b c) (cond ((or (not (and a b)) (not c)) 1) (else 0))))
(both-ways (lambda (a b c) (and (not (or a b)) c)) (lambda (a b c) (define n 0) (when (and (not (or a b)) c) (set! n 1)) n))
(both-ways (lambda (a b c) (or a (not (or b c)))) (lambda (a b c) (define n 1) (unless (or a (not (or b c))) (set! n 0)) n))
(both-ways (lambda (a b c) (or (and a b) (and b c))) (lambda (a b c) (define n 0) (while (and (or (and a b) (and b c)) (= n 0)) (set! n 1)) n))

;; expect: [0, 1, 0, 1, 0, 1, 1, 1] [0, 1, 0, 1, 0, 1, 1, 1]
;; expect: [0, 0, 0, 1, 0, 1, 0, 1] [0, 0, 0, 1, 0, 1, 0, 1]
;; expect: [0, 0, 0, 1, 1, 1, 1, 1] [0, 0, 0, 1, 1, 1, 1, 1]
;; expect: [0, 0, 0, 0, 0, 1, 1, 1] [0, 0, 0, 0, 0, 1, 1, 1]
;; expect: [1, 1, 1, 1, 1, 1, 1, 0] [1, 1, 1, 1, 1, 1, 1, 0]
;; expect: [1, 0, 0, 0, 0, 0, 0, 0] [1, 0, 0, 0, 0, 0, 0, 0]
;; expect: [1, 0, 1, 0, 0, 0, 1, 0] [1, 0, 1, 0, 0, 0, 1, 0]
;; expect: [1, 1, 1, 1, 1, 1, 1, 0] [1, 1, 1, 1, 1, 1, 1, 0]
;; expect: [0, 1, 0, 0, 0, 0, 0, 0] [0, 1, 0, 0, 0, 0, 0, 0]
;; expect: [1, 0, 0, 0, 1, 1, 1, 1] [1, 0, 0, 0, 1, 1, 1, 1]
;; expect: [0, 0, 0, 1, 0, 0, 1, 1] [0, 0, 0, 1, 0, 0, 1, 1]
