; apply of apply of apply …: as deep as memory allows, interpreted and in machine code
(define (call f a b) (f a b))
(define (nested n l) (if (= n 0) l (nested (- n 1) (list apply l))))
(define deep (nested 300000 (list + [1 2])))
(define wrong (nested 300000 (list + 7)))
(define (kind f) (try (f) (catch e (Error-kind e))))
(dotimes (i 3) (io:print (call apply apply deep) (kind (lambda () (call apply apply wrong)))))
(dotimes (i 40) (call + i 1))
(dotimes (i 3) (io:print (call apply apply deep) (kind (lambda () (call apply apply wrong)))))
;; expect: 3 :type
;; expect: 3 :type
;; expect: 3 :type
;; expect: 3 :type
;; expect: 3 :type
;; expect: 3 :type
