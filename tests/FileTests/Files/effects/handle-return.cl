; return gets the body's value; a clause's value is the whole form's unless it resumes.
(io:print (handle 5 (return (v) (* 2 v))))
(io:print (handle (+ 1 (a:b 10)) (a:b (x k) (k (* 2 x)))))
(io:print (handle (+ 1 (a:b 10)) (a:b (x k) (cons 1000 (k (* 2 x)))) (return (v) (list v))))
(io:print (handle (+ 1 (a:b 10)) (a:b (x k) :no) (return (v) (list v))))
(io:print (handle 7))
(io:print (handle (a:b) (a:b (k) (k :first)) (a:b (k) (k :last))))
; what `return` does is outside of the handle
(io:print (handle (handle 1 (a:b (k) (k :inner)) (return (v) [v (a:b)])) (a:b (k) (k :outer))))

;; modes: interpreted baseline native leaving collecting
;; expect: 10
;; expect: 21
;; expect: [1000, 21]
;; expect: :no
;; expect: 7
;; expect: :first
;; expect: [1, :outer]
