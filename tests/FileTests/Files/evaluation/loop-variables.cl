; dotimes and named let make a fresh variable each round; closures keep theirs.
(define fs [])
(dotimes (i 3) (set! fs (cons (lambda () i) fs)))
(io:print (map (lambda (f) (f)) fs))
(define gs
  (let loop ((i 0) (acc []))
    (if (= i 3) acc (loop (+ i 1) (cons (lambda () i) acc)))))
(io:print (map (lambda (f) (f)) gs))
(define hs [])
(define k 0)
(while (< k 3)
  (let ((j k)) (set! hs (cons (lambda () (set! j (+ j 10)) j) hs)))
  (set! k (+ k 1)))
(io:print (map (lambda (f) (f)) hs))
(io:print (map (lambda (f) (f)) hs))
(define ls [])
(dotimes (i 3) (set! i (+ i 10)) (set! ls (cons (lambda () (set! i (+ i 100)) i) ls)))
(io:print (map (lambda (f) (f)) ls))
(io:print (map (lambda (f) (f)) ls))

;; modes: interpreted baseline native leaving collecting
;; expect: [2, 1, 0]
;; expect: [2, 1, 0]
;; expect: [12, 11, 10]
;; expect: [22, 21, 20]
;; expect: [112, 111, 110]
;; expect: [212, 211, 210]
