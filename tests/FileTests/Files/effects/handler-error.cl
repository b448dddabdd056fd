; An error in the function surfaces where the effect was performed.
(define (f) (+ 1 (my:op 5)))
(define (handling x) (+ x (head [])))
(+ 1 (handler ((my:op (lambda (x) (+ 1 (handling x))))) (+ 1 (f))))

;; modes: interpreted baseline native leaving collecting
;; error: :index head: index 0 is out of range for length 0
;; at: handling 3:27
;; at: lambda 4:40
;; at: f 2:18
;; at: top level 4:62
