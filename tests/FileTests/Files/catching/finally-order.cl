; finally always runs, once, innermost first.
(define (f how)
  (try
    (try (io:print "body" how) (if (= how :throw) (throw :x) how)
      (finally (io:print "inner")))
    (catch e (io:print "caught" e) :caught)
    (finally (io:print "outer"))))
(io:print (f :value))
(io:print (f :throw))
(define (g) (try (throw 1) (catch e (throw 2)) (finally (io:print "after catch"))))
(io:print (try (g) (catch e e)))

;; modes: interpreted baseline native leaving collecting
;; expect: body :value
;; expect: inner
;; expect: outer
;; expect: :value
;; expect: body :throw
;; expect: inner
;; expect: caught :x
;; expect: outer
;; expect: :caught
;; expect: after catch
;; expect: 2
