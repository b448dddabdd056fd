; N queens: in how many ways can n queens stand on an n by n board so that none attacks another?
;
;   queens.cl [n]
;
; `solve` keeps the attacked columns and diagonals of the next row as bits of three integers. The first solution is also
; found by plain lists, and drawn.

(define n (if (empty? (io:args)) 10 (string->int (first (io:args)))))

; Solutions for the rows still open: `columns`, `left` and `right` are the squares attacked in the next row.
(define (solve all columns left right)
  (if (= columns all)
      1
      (let loop ((open (bit-and all (bit-not (bit-or columns left right)))) (count 0))
        (if (= open 0)
            count
            (let ((place (bit-and open (- open))))
              (loop (bit-xor open place)
                    (+ count
                       (solve all
                              (bit-or columns place)
                              (bit-and all (shl (bit-or left place) 1))
                              (shr (bit-or right place) 1)))))))))

(define (count-solutions n)
  (solve (- (shl 1 n) 1) 0 0 0))

; Is column c safe against the queens of the rows before, newest first?
(define (safe? c queens)
  (let loop ((queens queens) (distance 1))
    (cond ((empty? queens) #t)
          ((= (first queens) c) #f)
          ((= (abs (- (first queens) c)) distance) #f)
          (else (loop (rest queens) (+ distance 1))))))

; The first solution in lexical order as a list of columns, or nil.
(define (place queens row)
  (if (= row n)
      (reverse queens)
      (let try-column ((c 0))
        (cond ((= c n) nil)
              ((safe? c queens)
               (or (place (cons c queens) (+ row 1)) (try-column (+ c 1))))
              (else (try-column (+ c 1)))))))

(define (draw queens)
  (for-each
    (lambda (c)
      (io:print (string-join (map (lambda (i) (if (= i c) "Q" ".")) (range n)) " ")))
    queens))

(define solution (place [] 0))
(if (nil? solution)
    (io:print "no solution on a board of" n)
    (draw solution))

(dotimes (i n)
  (io:print (+ i 1) "queens:" (count-solutions (+ i 1)) "solutions"))
