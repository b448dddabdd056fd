(try (catch e 1) 2)
(try 1 (finally 2) (catch e 3))
(try 1 (catch))
(throw)
(throw 1 2)

;; syntax-error: CL0030 1:6
;; syntax-error: CL0030 2:8
;; syntax-error: CL0030 3:8
;; syntax-error: CL0030 4:1
;; syntax-error: CL0030 5:1
