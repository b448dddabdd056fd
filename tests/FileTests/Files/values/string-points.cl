; A string is a sequence of code points, whatever their width: length, nth, substring and order count those.
(define s "a\u{e9}\u{2603}\u{1F600}z")
(io:print (string-length s) (length s) (nth s 3) (char-at s 4) (substring s 2 4) (substring s 5) (code-point s 3) (string-index-of s "z") (map string-length (string-split s "")))
(define long (string-join (map (lambda (i) s) (range 2000)) ""))
(io:print (string-length long) (nth long 9998) (substring long 9995) (string-index-of long "zz") (fold (lambda (n i) (+ n (code-point long i))) 0 (range 0 10000 97)))
(io:print (try (nth s 5) (catch e (Error-message e))) (try (nth s -1) (catch e (Error-message e))) (try (char-at "" 0) (catch e (Error-message e))) (try (substring s 3 2) (catch e (Error-message e))) (try (substring s 0 9) (catch e (Error-message e))) (try (nth s 1.0) (catch e (Error-message e))))

;; modes: interpreted baseline native leaving collecting
;; expect: 5 5 😀 z ☃😀  128512 4 [1, 1, 1, 1, 1]
;; expect: 10000 😀 aé☃😀z nil 2784083
;; expect: nth: index 5 is out of range for length 5 nth: index -1 is out of range for length 5 char-at: index 0 is out of range for length 0 substring: index 2 is out of range for length 5 substring: index 9 is out of range for length 5 nth: argument 2: expected Int, got Float 1.0
