; Dicts and sets are hash maps: a key is found at a cost that does not grow with their size, and a changed one shares nearly all of the old one.
(define (bytes f) (let ((before (get (gc:stats) :allocated-bytes))) (f) (- (get (gc:stats) :allocated-bytes) before)))
(define (key-of i) (if (even? i) i (str "key " i)))
(define (dict-of n) (fold (lambda (d i) (dict-set d (key-of i) i)) (dict) (range n)))
(define (set-of n) (fold (lambda (s i) (set-add s (key-of i))) (set) (range n)))
(define (is-linear make) (< (bytes (lambda () (make 4000))) (* 3 (bytes (lambda () (make 2000))))))
(io:print (map is-linear [dict-of set-of]))

(define n 4000)
(define d (dict-of n))
(define s (set-of n))
(io:print (< (bytes (lambda () (dict-set d 0 1))) 10000) (< (bytes (lambda () (dict-remove d 0))) 10000))
(io:print (< (bytes (lambda () (set-add s -1))) 10000) (< (bytes (lambda () (set-remove s 0))) 10000))

(define (found has) (let loop ((i 0) (sum 0)) (if (= i 60000) sum (loop (+ i 1) (if (has (key-of (mod i n))) (+ sum 1) sum)))))
(io:print (found (lambda (k) (dict-has? d k))) (found (lambda (k) (set-has? s k))))
(io:print (dict-size (fold dict-remove d (range n))) (set-size (fold set-remove s (range n))))

;; expect: [true, true]
;; expect: true true
;; expect: true true
;; expect: 60000 60000
;; expect: 2000 2000
