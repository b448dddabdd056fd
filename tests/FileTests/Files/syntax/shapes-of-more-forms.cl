; The same for the forms of errors, effects, fibers and patterns.
(try 1 (catch 5 2))
(throw)
(handler (a:b 1) 2)
(handle 1 (a:b (5) 1))
(select ((close! c) (lambda () 1)))
(select ((recv! c)))
(match)
(match 1 ((cons a) 1))
(try 1 (catch e 1) (catch f 2))
(try 1 (finally 1) (finally 2))
(cond ())
(dotimes (i 1 2) 1)
(defrecord)
(let ())
(cond {a b})
(match 1 {a b})

;; syntax-error: CL0030 2:8
;; syntax-error: CL0030 3:1
;; syntax-error: CL0030 4:11
;; syntax-error: CL0030 4:15
;; syntax-error: CL0030 5:16
;; syntax-error: CL0030 6:9
;; syntax-error: CL0030 7:9
;; syntax-error: CL0030 8:1
;; syntax-error: CL0053 9:11
;; syntax-error: CL0030 10:8
;; syntax-error: CL0030 11:8
;; syntax-error: CL0030 12:7
;; syntax-error: CL0030 13:1
;; syntax-error: CL0030 14:1
;; syntax-error: CL0030 15:1
;; syntax-error: CL0030 16:7
;; syntax-error: CL0030 17:10
