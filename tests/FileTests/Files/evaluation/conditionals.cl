; if cond when unless and or, and what they give.
(io:print (if #t 1 2) (if nil 1 2) (if #f 1) (if 0 "zero is true" "no"))
(define (sign n) (cond ((< n 0) "negative") ((= n 0) "zero") (else "positive")))
(io:print (sign -5) (sign 0) (sign 5))
(io:print (cond (#f 1)) (cond (7)) (cond (#f) (nil) (8)) (cond (#t 1 2 3)) (cond))
(io:print (when #t 1 2) (when #f 1) (unless #f 1 2) (unless #t 1))
(io:print (and) (or) (and 1) (or 1) (and 1 2 3) (and 1 nil 3) (or nil #f 3) (or nil #f) (and #f 1) (or nil nil))
(define (loud x) (io:print "evaluated" x) x)
(io:print (and (loud 1) (loud #f) (loud 3)))
(io:print (or (loud nil) (loud 2) (loud 3)))
(io:print (if (and (> 3 2) (or nil (< 1 2))) "yes" "no"))
(io:print (if (not (and 1 nil)) "yes" "no") (begin 1 2 3) (do 4 5))
(define (both a b) (if (and a b) 1 2))
(define (either a b) (if (or a b) 1 2))
(define (neither a b) (unless (or a b) 1))
(io:print (both nil 1) (both 1 nil) (both 1 1) (either nil nil) (either nil 1) (either 1 nil) (neither nil nil) (neither nil 1) (neither 1 nil))
(io:print (when #t) (when #f) (unless #t) (unless #f))

;; modes: interpreted baseline native leaving collecting
;; expect: 1 2 nil zero is true
;; expect: negative zero positive
;; expect: nil 7 8 3 nil
;; expect: 2 nil 2 nil
;; expect: true false 1 1 3 nil 3 false false nil
;; expect: evaluated 1
;; expect: evaluated false
;; expect: false
;; expect: evaluated nil
;; expect: evaluated 2
;; expect: 2
;; expect: yes
;; expect: yes 3 5
;; expect: 2 2 1 2 1 1 1 nil nil
;; expect: nil nil nil nil
