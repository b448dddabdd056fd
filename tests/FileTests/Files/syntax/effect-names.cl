; A name with a colon is an effect wherever it stands: binding or assigning one is an error.
(define (a:b x) 1)
(lambda (a:b) 1)
(let ((a:b 1)) 1)
(let a:b ((i 0)) 1)
(dotimes (a:b 3) 1)
(try 1 (catch a:b 2))
(match 1 (a:b 2))
(defrecord a:b x)
(defrecord P a:b)
(set! a:b 3)
(module a:b (export))
(import "x" :as a:b)
(handle 1 (return (a:b) 1))
(handle 1 (x:y (a:b k) 1))
(define (f . a:b) 1)
(define a: 1)

;; syntax-error: CL0021 2:10
;; syntax-error: CL0021 3:10
;; syntax-error: CL0021 4:8
;; syntax-error: CL0021 5:6
;; syntax-error: CL0030 6:1
;; syntax-error: CL0021 6:11
;; syntax-error: CL0021 7:15
;; syntax-error: CL0021 8:11
;; syntax-error: CL0021 9:12
;; syntax-error: CL0021 10:14
;; syntax-error: CL0023 11:7
;; syntax-error: CL0021 12:9
;; syntax-error: CL0060 13:17
;; syntax-error: CL0021 13:17
;; syntax-error: CL0021 14:20
;; syntax-error: CL0021 15:17
;; syntax-error: CL0021 16:14
;; syntax-error: CL0021 17:9
