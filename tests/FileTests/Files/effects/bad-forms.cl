(handler)
(handler ((a)) 1)
(handle)
(handle 1 (notaneffect (k) 1))
(handle 1 (a:b () 1))
(handle 1 (return (a b) 1))
(effect)
(handle 1 (a:b (5 k) 1))
(handle 1 (a:b (x . k) 1))

;; syntax-error: CL0030 1:1
;; syntax-error: CL0030 2:11
;; syntax-error: CL0030 3:1
;; syntax-error: CL0030 4:12
;; syntax-error: CL0030 5:16
;; syntax-error: CL0030 6:19
;; syntax-error: CL0030 7:1
;; syntax-error: CL0030 8:16
;; syntax-error: CL0030 9:16
