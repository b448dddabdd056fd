; Abandoned by hand or at once: the handlers of the place where that happens are in force again behind it, and the value is nil.
(define saved nil)
(define (body) (handler ((inner (lambda (op) :inner))) (try (a:b) (finally (io:print "cleanup" (inner:x))))))
(define (keep) (handle (body) (a:b (k) (set! saved k) nil)))
(keep)
(define (after) (list (out:x) (try (inner:x) (catch e (Error-message e)))))
(io:print (handler ((out (lambda (op) :out))) (list (abandon saved) (after))))
(keep)
(io:print (try (begin (abandon saved) (after)) (catch e (Error-message e))))
(define (at-once) (handle (body) (a:b (k) (if false (k 1) :given-up))))
(io:print (handler ((out (lambda (op) :out))) (list (at-once) (after))))
(define (in-body) (handler ((inner (lambda (op) :around))) (keep) (let ((gone (abandon saved))) (list gone (inner:x)))))
(io:print (in-body))

;; modes: interpreted baseline native leaving collecting
;; expect: cleanup :inner
;; expect: [nil, [:out, "no handler for the effect inner:x"]]
;; expect: cleanup :inner
;; expect: no handler for the effect out:x
;; expect: cleanup :inner
;; expect: [:given-up, [:out, "no handler for the effect inner:x"]]
;; expect: cleanup :inner
;; expect: [nil, :around]
