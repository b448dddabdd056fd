; The names at the head of the special forms are reserved: binding one is an error, each of them and everywhere.
(define define 1)
(define (defrecord) 1)
(let ((match 1)) 2)
(lambda (lambda) 1)
(define (f fn) 1)
(define (g . let) 1)
(let letrec ((i 0)) 1)
(dotimes (set! 3) 1)
(try 1 (catch if 2))
(match 1 (cond 2))
(match 1 ([when] 2))
(match 1 ([a ...unless] 2))
(defrecord P and)
(defrecord or a)
(module begin (export))
(import "x" (do))
(import "x" :as while)
(handle 1 (a:b (dotimes k) 1))
(handle 1 (return (quote) 1))
(define effect 1)

;; syntax-error: CL0020 2:9
;; syntax-error: CL0020 3:10
;; syntax-error: CL0020 4:8
;; syntax-error: CL0020 5:10
;; syntax-error: CL0020 6:12
;; syntax-error: CL0020 7:14
;; syntax-error: CL0020 8:6
;; syntax-error: CL0030 9:1
;; syntax-error: CL0020 9:11
;; syntax-error: CL0020 10:15
;; syntax-error: CL0020 11:11
;; syntax-error: CL0020 12:12
;; syntax-error: CL0020 13:14
;; syntax-error: CL0020 15:12
;; syntax-error: CL0020 16:9
;; syntax-error: CL0020 17:14
;; syntax-error: CL0020 18:17
;; syntax-error: CL0020 19:17
;; syntax-error: CL0020 20:20
;; syntax-error: CL0020 21:9
