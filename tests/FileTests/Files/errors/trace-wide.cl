; Columns in a trace count code points, whatever they take in the file.
(define (first-of l) (str "żółw 😀😀" (head l)))
(define (f l) (str "😀" (first-of l)))
(io:print "😀" (f []))

;; modes: interpreted baseline native leaving collecting
;; error: :index head: index 0 is out of range for length 0
;; at: first-of 2:37
;; at: f 3:24
;; at: top level 4:15
