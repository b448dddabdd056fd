; Conditions on values that are not booleans, in hot code.
(define (kind x) (cond ((nil? x) "nil") ((not x) "false") ((and x (= x 0)) "zero") (else "other")))
(define (all n) (let loop ((i 0) (r nil)) (if (= i n) r (loop (+ i 1) (map kind [nil #f 0 1 [] "x" true])))))
(io:print (all 1000))
(define (pick a b) (or a b))
(define (both a b) (and a b))
(define (many n) (let loop ((i 0) (r nil)) (if (= i n) r (loop (+ i 1) [(pick nil 1) (pick 2 3) (pick #f nil) (both 1 2) (both nil 2) (both 1 #f)]))))
(io:print (many 2000))

;; expect: ["nil", "false", "zero", "other", "other", "other", "other"]
;; expect: [1, 2, nil, 2, nil, false]
