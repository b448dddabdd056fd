; What elements print, and the first error, come in the order of the elements, whoever is quicker; a slow first one shows it.
(define (slow-first i) (when (= i 0) (time:sleep 0.03)) (io:print "element" i) (io:write i "ends\n") i)
(io:print (parallel:map slow-first [0 1 2 3]))
(define (fails i) (slow-first i) (throw [:error i]))
(io:print (try (parallel:map fails [0 1]) (catch e e)))
(define (one-fails i) (slow-first i) (if (= i 0) i (throw [:error i])))
(io:print (try (parallel:for-each one-fails [0 1 0]) (catch e e)))

;; expect: element 0
;; expect: 0 ends
;; expect: element 1
;; expect: 1 ends
;; expect: element 2
;; expect: 2 ends
;; expect: element 3
;; expect: 3 ends
;; expect: [0, 1, 2, 3]
;; expect: element 0
;; expect: 0 ends
;; expect: [:error, 0]
;; expect: element 0
;; expect: 0 ends
;; expect: element 1
;; expect: 1 ends
;; expect: [:error, 1]
