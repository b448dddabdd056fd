; A clause whose k cannot escape abandons the computation if it ends without calling it: finally blocks run, innermost first.
(define (work) (try (try (begin (a:stop 1) (io:print "not reached")) (finally (io:print "inner"))) (catch e (io:print "no error")) (finally (io:print "outer"))))
(io:print (handle (work) (a:stop (x k) (list :stopped x))))
(io:print (handle (work) (a:stop (x k) (if (= x 1) (begin (io:print "deciding") :no) (k x)))))
(io:print (try (handle (work) (a:stop (x k) (throw :from-clause))) (catch e e)))
; k escapes: nothing runs by itself
(define kept nil)
(io:print (handle (work) (a:stop (x k) (set! kept k) :kept)))
(io:print (abandon kept))
; an error in finally surfaces where it is abandoned
(io:print (try (handle (try (a:stop 1) (finally (throw :in-finally))) (a:stop (x k) :value)) (catch e e)))
; effects of the finally blocks are handled as if they were resumed
(io:print (handler ((out:x (lambda () :outer))) (handle (try (a:stop 1) (finally (io:print (out:x)))) (a:stop (x k) :value))))
; a quoted k is none
(io:print (handle (work) (a:stop (x k) (list 'k '(k x)))))
; a call of k may stand in any form outside of functions
(io:print (handle (work) (a:stop (x k) (let ((no #f)) (if no (k x) :no)))))
(io:print (handle (work) (a:stop (x k) (begin x (list x (when (= x 2) (k x)))))))
(io:print (handle (work) (a:stop (x k) (define y (if (= x 2) (k x) :unused)) y)))
; a clause may end with the call of another function
(io:print (handle (work) (a:stop (x k) (let ((f (fn (v) [:f v]))) (if (= x 1) (f x) (k x))))))

;; modes: interpreted baseline native leaving collecting
;; expect: inner
;; expect: outer
;; expect: [:stopped, 1]
;; expect: deciding
;; expect: inner
;; expect: outer
;; expect: :no
;; expect: inner
;; expect: outer
;; expect: :from-clause
;; expect: :kept
;; expect: inner
;; expect: outer
;; expect: nil
;; expect: :in-finally
;; expect: :outer
;; expect: :value
;; expect: inner
;; expect: outer
;; expect: [k, [k, x]]
;; expect: inner
;; expect: outer
;; expect: :no
;; expect: inner
;; expect: outer
;; expect: [1, nil]
;; expect: inner
;; expect: outer
;; expect: :unused
;; expect: inner
;; expect: outer
;; expect: [:f, 1]
