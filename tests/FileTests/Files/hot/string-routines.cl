; Strings that are made in hot loops: narrow and wide ones, and what is no usual case.
(define (codes s)
  (let loop ((i 0) (sum 0))
    (if (= i (string-length s)) sum (loop (+ i 1) (+ (* 3 sum) (code-point (char-at s i)))))))
(define (parts s)
  (let loop ((i 0) (found 0))
    (if (> i (string-length s))
        found
        (loop (+ i 1)
              (+ found
                 (string-length (substring s i (string-length s)))
                 (if (= (substring s 0 i) s) 1000 0)
                 (if (= (substring s i i) "") 1 0))))))
(define narrow "plain text, with an ä, longer than a word of the machine, and yet shorter than what is copied elsewhere: eleven words more and then the end of it")
(define wide "wide → text 😀, and some that is narrow")
(io:print (codes "abc") (codes "aä→😀"))
(let loop ((i 0) (sum 0))
  (if (= i 300)
      (io:print sum)
      (loop (+ i 1) (mod (+ sum (parts narrow) (parts wide) (parts "") (codes (substring narrow 3 11)) (codes (substring wide 3 13))) 1000000007))))
(define (build n)
  (let ((b (string-builder)))
    (dotimes (i n)
      (string-builder-add! b "x")
      (string-builder-add! b (code-point->string (+ 97 (mod i 26))))
      (string-builder-add! b (code-point->string (+ 0xF0 (mod i 26))))
      (when (= (mod i 700) 699) (string-builder-add! b "→"))
      (string-builder-add! b (* i -7))
      (string-builder-add! b (substring narrow 0 (mod i 140))))
    (string-builder-build b)))
(io:print (string-length (build 600)) (substring (build 6) 0 25))
(io:print (string-length (build 2000)) (string-index-of (build 2000) "→") (string-contains? (build 1500) "→-"))
; Several parts at once: Ints of all lengths, and what has to be printed or is wide.
(define (mixed n parts)
  (let ((b (string-builder)))
    (dotimes (i n)
      (string-builder-add! b i ":" (* i i) ";")
      (string-builder-add! b "[" (- (* i i i i)) "," (nth parts (mod i (length parts))) "]"))
    (string-builder-build b)))
(io:print (mixed 12 (list 0 -1 9 10 -10 99 100 4611686018427387903 -4611686018427387904 4611686018427387904 -9223372036854775808 "x")))
(io:print (mixed 5 (list 1.5 :k nil "→" (list 1 "2"))))
(io:print (string-length (mixed 3000 (list "" "abc" 7))) (string-length (mixed 3000 (list "abc" -0.0 "→" 123456789012345678))))
(io:print (mixed 4 (list 4611686018427387903 -4611686018427387904 0 -10)))
(define (eleven b i) (string-builder-add! b i i i i i i i i i i i))
(let ((b (string-builder))) (dotimes (i 900) (eleven b (* i 1000003))) (io:print (string-length (string-builder-build b))))
(define (shared n) (let ((b (string-builder "a"))) (dotimes (i n) (string-builder-add! b (string-builder-build b))) (string-length (string-builder-build b))))
(io:print (shared 12))

(define (failure thunk) (try (thunk) (catch e (io:print (Error-kind e) (Error-message e)))))
(define (at s i) (char-at s i))
(define (part s i j) (substring s i j))
(define (point n) (code-point->string n))
(define (add b s) (string-builder-add! b s))
(dotimes (i 2000) (at "abc" (mod i 3)) (part "abc" 0 (mod i 3)) (point (mod i 256)) (add (string-builder) "s"))
(for-each failure
  (list (lambda () (at "abc" 3)) (lambda () (at "abc" -1)) (lambda () (at "→" 1)) (lambda () (at :abc 0)) (lambda () (at "abc" 1.0))
        (lambda () (part "abc" 2 1)) (lambda () (part "abc" 4 4)) (lambda () (part "abc" -1 2)) (lambda () (part "abc" 0 4)) (lambda () (part nil 0 4))
        (lambda () (point -1)) (lambda () (point 0xD800)) (lambda () (point "a")) (lambda () (add "b" "s"))))
(io:print (point 255) (point 256) (point 0x1F600) (string-builder-build (add (string-builder) :k)))

; Small functions that read a text or store last are part of their callers.
(defrecord Reader text at)
(define (peek r) (code-point (Reader-text r) (Reader-at r)))
(define (skip! r k) (set-Reader-at! r (+ (Reader-at r) k)))
(define (sum-to! r end)
  (let loop ((sum 0))
    (if (= (peek r) end) sum (let ((c (peek r))) (skip! r 1) (loop (+ sum c))))))
(define (both text) (sum-to! (Reader text 0) 46))
(dotimes (i 500) (both "abc abc abc."))
(io:print (both "abc.") (both "a→.") (both "😀."))
(failure (lambda () (both "no end")))
(failure (lambda () (sum-to! (Reader "abc." "0") 46)))
(failure (lambda () (skip! 5 1)))
(define r (Reader "." 4611686018427387900))
(dotimes (i 20) (skip! r 1))
(io:print (Reader-at r))

;; expect: 1266 158965
;; expect: 459392958
;; expect: 44339 xað0xbñ-7pxcò-14plxdó-21p
;; expect: 153412 53945 true
;; expect: 0:0;[0,0]1:1;[-1,-1]2:4;[-16,9]3:9;[-81,10]4:16;[-256,-10]5:25;[-625,99]6:36;[-1296,100]7:49;[-2401,4611686018427387903]8:64;[-4096,-4611686018427387904]9:81;[-6561,4611686018427387904]10:100;[-10000,-9223372036854775808]11:121;[-14641,x]
;; expect: 0:0;[0,1.5]1:1;[-1,:k]2:4;[-16,nil]3:9;[-81,→]4:16;[-256,[1, "2"]]
;; expect: 90360 105860
;; expect: 0:0;[0,4611686018427387903]1:1;[-1,-4611686018427387904]2:4;[-16,0]3:9;[-81,-10]
;; expect: 87824
;; expect: 4096
;; expect: :index char-at: index 3 is out of range for length 3
;; expect: :index char-at: index -1 is out of range for length 3
;; expect: :index char-at: index 1 is out of range for length 1
;; expect: :type char-at: argument 1: expected String, got Keyword :abc
;; expect: :type char-at: argument 2: expected Int, got Float 1.0
;; expect: :index substring: index 1 is out of range for length 3
;; expect: :index substring: index 4 is out of range for length 3
;; expect: :index substring: index -1 is out of range for length 3
;; expect: :index substring: index 4 is out of range for length 3
;; expect: :type substring: argument 1: expected String, got Nil nil
;; expect: :range code-point->string: -1 is not a Unicode scalar value
;; expect: :range code-point->string: 55296 is not a Unicode scalar value
;; expect: :type code-point->string: argument 1: expected Int, got String "a"
;; expect: :type string-builder-add!: argument 1: expected StringBuilder, got String "b"
;; expect: ÿ Ā 😀 :k
;; expect: 294 8691 128512
;; expect: :index code-point: index 6 is out of range for length 6
;; expect: :type code-point: argument 2: expected Int, got String "0"
;; expect: :type Reader-at: argument 1: expected Reader, got Int 5
;; expect: 4611686018427387920
