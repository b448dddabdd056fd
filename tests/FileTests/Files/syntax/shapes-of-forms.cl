; What stands in a form is counted and looked at before anything runs.
(quote)
(quote a b)
(when)
(unless)
(cond 5)
(cond (else 1) (#t 2))
(let ((a)) 1)
(let ((a 1)))
(let 5 1)
(set! (a) 1)
(set! a)
(while)
(dotimes (i) 1)
(dotimes i 1)
(define)
(define a)
(define 5 1)
(lambda 5 1)
(effect 5)

;; syntax-error: CL0030 2:1
;; syntax-error: CL0030 3:1
;; syntax-error: CL0030 4:1
;; syntax-error: CL0030 5:1
;; syntax-error: CL0030 6:7
;; syntax-error: CL0030 7:7
;; syntax-error: CL0030 8:7
;; syntax-error: CL0030 9:1
;; syntax-error: CL0030 10:6
;; syntax-error: CL0030 11:1
;; syntax-error: CL0030 12:1
;; syntax-error: CL0030 13:1
;; syntax-error: CL0030 14:1
;; syntax-error: CL0030 15:1
;; syntax-error: CL0030 16:1
;; syntax-error: CL0030 17:1
;; syntax-error: CL0030 18:1
;; syntax-error: CL0030 19:1
;; syntax-error: CL0030 20:1
