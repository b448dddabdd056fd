; Where a computation is resumed, it has the handlers of that place further out.
(define saved nil)
(define (clause k) (if (nil? saved) (begin (set! saved k) :saved) (list :clause (out:what))))
(define (body) (handle (begin (a:b) (str "body " (out:what) " " (a:b))) (a:b (k) (clause k))))
(define (under name f) (handler ((out (lambda (op . args) (list name op)))) (f)))
(io:print (under :first body))
(io:print (under :second (lambda () (saved nil))))
(set! saved nil)
(io:print (under :first body))
(io:print (try (saved nil) (catch e (Error-message e))))
(define (both) (handle (begin (a:b) (list (a:b) (out:what))) (a:b (k) (if (nil? saved) (begin (set! saved k) :saved) (k (out:what))))))
(set! saved nil)
(io:print (under :third both))
(io:print (under :fourth (lambda () (under :fifth (lambda () (saved nil))))))

;; modes: interpreted baseline native leaving collecting
;; expect: :saved
;; expect: [:clause, [:second, :what]]
;; expect: :saved
;; expect: no handler for the effect out:what
;; expect: :saved
;; expect: [[:fifth, :what], [:fifth, :what]]
