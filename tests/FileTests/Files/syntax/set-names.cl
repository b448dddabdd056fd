; set! of a library name, an effect or a reserved name is an error; of a parameter, or of what the file defines, it is not.
(set! + 1)
(set! inf 2)
(set! io:print 3)
(set! if 4)
(define (f map) (set! map 1) (set! filter 1))
(set! Error 5)
(define reverse 1)
(set! reverse 2)
(set! Error-kind 6)
(set! nan 7)

;; syntax-error: CL0023 2:7
;; syntax-error: CL0023 3:7
;; syntax-error: CL0023 4:7
;; syntax-error: CL0023 5:7
;; syntax-error: CL0023 6:36
;; syntax-error: CL0023 7:7
;; syntax-error: CL0023 10:7
;; syntax-error: CL0023 11:7
