;; Records and vectors: the first way in which eight queens stand on a board, found n times over by backtracking on vectors of flags.
(define-record-type board (fields rows up down columns))

(define (free? board row column)
  (and (vector-ref (board-rows board) row)
       (vector-ref (board-up board) (+ row column))
       (vector-ref (board-down board) (+ (- row column) 7))))

(define (mark! board row column flag)
  (vector-set! (board-rows board) row flag)
  (vector-set! (board-up board) (+ row column) flag)
  (vector-set! (board-down board) (+ (- row column) 7) flag))

(define (place! board column)
  (if (= column 8)
      #t
      (let loop ((row 0))
        (cond ((= row 8) #f)
              ((not (free? board row column)) (loop (+ row 1)))
              (else
                (mark! board row column #f)
                (vector-set! (board-columns board) column row)
                (if (place! board (+ column 1))
                    #t
                    (begin
                      (mark! board row column #t)
                      (loop (+ row 1)))))))))

(define (run n)
  (let loop ((i 0) (sum 0))
    (if (= i n)
        sum
        (let ((board (make-board (make-vector 8 #t) (make-vector 16 #t) (make-vector 16 #t) (make-vector 8 0))))
          (place! board 0)
          (loop (+ i 1)
                (do ((k 0 (+ k 1)) (sum sum (modulo (+ (* sum 8) (vector-ref (board-columns board) k)) 1000003))) ((= k 8) sum)))))))
