; More about strings. Lengths count code points.
(module string (export pad-left pad-right repeat lines words capitalize blank? reverse-text common-prefix)

  (define (repeat n s) (string-join (map (lambda (i) s) (range n)) ""))

  ; At least n long, filled up with c, a string of one code point.
  (define (pad-left s n c) (str (repeat (max 0 (- n (string-length s))) c) s))
  (define (pad-right s n c) (str s (repeat (max 0 (- n (string-length s))) c)))

  ; Without the line ends; the end of the last line begins no further one.
  (define (lines s)
    (let ((pieces (string-split (string-replace s "\r\n" "\n") "\n")))
      (if (= (last pieces) "") (take (- (length pieces) 1) pieces) pieces)))

  ; What stands between blanks, tabs and line ends.
  (define (words s)
    (filter (lambda (word) (not (= word "")))
      (string-split (string-replace (string-replace (string-replace s "\t" " ") "\n" " ") "\r" " ") " ")))

  (define (capitalize s)
    (if (= s "") s (str (string-upcase (substring s 0 1)) (substring s 1))))

  (define (blank? s) (= (string-trim s) ""))

  (define (reverse-text s) (string-join (reverse (string-split s "")) ""))

  ; The longest beginning that both have.
  (define (common-prefix a b)
    (let ((end (min (string-length a) (string-length b))))
      (let loop ((i 0))
        (if (and (< i end) (= (char-at a i) (char-at b i))) (loop (+ i 1)) (substring a 0 i))))))
