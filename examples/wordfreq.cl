; Word frequency of a text file.
;
;   wordfreq.cl FILE [how many]          needs --allow-read
;
; Counts in a table, sorts by count and then by word, and draws a bar for every one of the most frequent words.

(define file (first (io:args)))
(define how-many (if (> (length (io:args)) 1) (string->int (nth (io:args) 1)) 12))

(define punctuation [". " ", " "; " ": " "? " "! " "(" ")" "\"" "--"])

; Lower case, punctuation and line ends made blanks.
(define (plain text)
  (fold (lambda (text mark) (string-replace text mark " "))
        (string-downcase (string-replace (concat text " ") "\n" " "))
        punctuation))

(define (words text)
  (filter (lambda (w) (not (empty? w)))
          (string-split (plain text) " ")))

(define (count-words words)
  (let ((counts (make-table)))
    (for-each (lambda (w) (table-update! counts w inc 0)) words)
    counts))

(define (pad-left s width)
  (concat (string-join (map (const " ") (range (- width (string-length s)))) "") s))

(define (bar n) (string-join (map (const "*") (range n)) ""))

(define all (words (io:read-file file)))
(define counts (count-words all))

; Sorting is stable: by word first, then by falling count.
(define ranking
  (sort-by (lambda (w) (- (table-get counts w)))
           (sort (table-keys counts))))

(io:print (length all) "words," (table-size counts) "different")
(for-each
  (lambda (w)
    (io:print (pad-left w 12) (pad-left (str (table-get counts w)) 3) (bar (table-get counts w))))
  (take how-many ranking))

; The lengths of the words, as a dict from length to number of words.
(define lengths
  (fold (lambda (d w) (dict-set d (string-length w) (inc (dict-get-or d (string-length w) 0))))
        {}
        all))
(io:print "by length:" (sort-by first (dict-items lengths)))
(io:print "longest:" (first (sort-by (lambda (w) (- (string-length w))) (sort (table-keys counts)))))
