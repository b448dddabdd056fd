; Records and vectors: the first way in which eight queens stand on a board, found n times over by backtracking on vectors of flags.
(defrecord Board rows up down columns)

(define (free? board row column)
  (and (vector-ref (Board-rows board) row)
       (vector-ref (Board-up board) (+ row column))
       (vector-ref (Board-down board) (+ (- row column) 7))))

(define (mark! board row column flag)
  (vector-set! (Board-rows board) row flag)
  (vector-set! (Board-up board) (+ row column) flag)
  (vector-set! (Board-down board) (+ (- row column) 7) flag))

(define (place! board column)
  (if (= column 8)
      #t
      (let loop ((row 0))
        (cond ((= row 8) #f)
              ((not (free? board row column)) (loop (+ row 1)))
              (else
                (mark! board row column #f)
                (vector-set! (Board-columns board) column row)
                (if (place! board (+ column 1))
                    #t
                    (begin
                      (mark! board row column #t)
                      (loop (+ row 1)))))))))

(define (run n)
  (let ((sum 0))
    (dotimes (i n)
      (let ((board (Board (make-vector 8 #t) (make-vector 16 #t) (make-vector 16 #t) (make-vector 8 0))))
        (place! board 0)
        (dotimes (k 8) (set! sum (mod (+ (* sum 8) (vector-ref (Board-columns board) k)) 1000003)))))
    sum))
