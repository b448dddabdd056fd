; The rest of the reserved names.
(define module 1)
(define import 1)
(define try 1)
(define throw 1)
(define handler 1)
(define handle 1)
(define go 1)
(define async 1)
(define select 1)
(let () (define quote 1))

;; syntax-error: CL0020 2:9
;; syntax-error: CL0020 3:9
;; syntax-error: CL0020 4:9
;; syntax-error: CL0020 5:9
;; syntax-error: CL0020 6:9
;; syntax-error: CL0020 7:9
;; syntax-error: CL0020 8:9
;; syntax-error: CL0020 9:9
;; syntax-error: CL0020 10:9
;; syntax-error: CL0020 11:17
