; What is immutable is equal by content: here each time made anew, so that nothing is the same object.
(define (made)
  [(str "te" "xt") (str "żó" "łw") (symbol (str "s" "ym")) (keyword (str "k" "ey")) [1 (str "a" "b") [2]] {(str "k" "ey") [(str "v" "al")]} (set (str "x" "y") 1)
   (tuple (str "T" "ag") 1.5 [2]) (+ 4611686018427387904 1) (* 0.5 1e300) (str "")])
(io:print (map (lambda (p) (apply = p)) (zip (made) (made))))
(io:print (map (lambda (p) (apply != p)) (zip (made) (made))))
(io:print (map (lambda (x) (length (unique [x x]))) (made)))
(io:print (= (made) (made)) (dict-get {(made) :found} (made)) (index-of (str "te" "xt") (made)) (set-has? (apply set (made)) [1 (str "a" "b") [2]]))
; of Strings, symbols and numbers `same?` looks at the content too, of no other value
(io:print (map (lambda (p) (apply same? p)) (zip (made) (made))))
(io:print (match (str "te" "xt") ("text" :literal) (_ :none)) (match (made) (["text" ...rest] :in-a-list) (_ :none)) (map (lambda (x) (= x (str x "!"))) ["a" ""]))
(define mutable [(vector 1) (float-vector 1) (byte-vector 1) (buffer 1) (make-table) (cell 1) (string-builder "a") (chan) (lambda (x) x)])
(define again [(vector 1) (float-vector 1) (byte-vector 1) (buffer 1) (make-table) (cell 1) (string-builder "a") (chan) (lambda (x) x)])
(io:print (map (lambda (p) (apply = p)) (zip mutable again)) (map (lambda (x) (= x x)) mutable))

;; expect: [true, true, true, true, true, true, true, true, true, true, true]
;; expect: [false, false, false, false, false, false, false, false, false, false, false]
;; expect: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
;; expect: true :found 0 true
;; expect: [true, true, true, true, false, false, false, false, true, true, true]
;; expect: :literal :in-a-list [false, false]
;; expect: [false, false, false, false, false, false, false, false, false] [true, true, true, true, true, true, true, true, true]
