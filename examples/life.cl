; Conway's game of life on a board whose edges meet.
;
;   life.cl [generations]
;
; The board is a byte vector, one byte a cell. It starts with a glider, a blinker and an r-pentomino, which
; keeps the board busy for a thousand generations.

(define generations (if (empty? (io:args)) 300 (string->int (first (io:args)))))
(define width 64)
(define height 32)

(define (wrap x n) (cond ((< x 0) (+ x n)) ((>= x n) (- x n)) (else x)))
(define (cell-index x y) (+ (* (wrap y height) width) (wrap x width)))

(define (put! board x0 y0 picture)
  (dotimes (y (length picture))
    (let ((line (nth picture y)))
      (dotimes (x (string-length line))
        (when (= (char-at line x) "#")
          (byte-vector-set! board (cell-index (+ x0 x) (+ y0 y)) 1))))))

(define (neighbours board x y)
  (let ((up (* (wrap (- y 1) height) width))
        (here (* y width))
        (down (* (wrap (+ y 1) height) width))
        (left (wrap (- x 1) width))
        (right (wrap (+ x 1) width)))
    (+ (byte-vector-ref board (+ up left)) (byte-vector-ref board (+ up x)) (byte-vector-ref board (+ up right))
       (byte-vector-ref board (+ here left)) (byte-vector-ref board (+ here right))
       (byte-vector-ref board (+ down left)) (byte-vector-ref board (+ down x)) (byte-vector-ref board (+ down right)))))

; The next generation of `board`, written into `next`.
(define (step! board next)
  (dotimes (y height)
    (dotimes (x width)
      (let ((i (+ (* y width) x)) (n (neighbours board x y)))
        (byte-vector-set! next i
                          (cond ((= n 3) 1)
                                ((= n 2) (byte-vector-ref board i))
                                (else 0)))))))

(define (population board)
  (fold + 0 (byte-vector->list board)))

(define (show board)
  (dotimes (y height)
    (io:print
      (string-join
        (map (lambda (x) (if (= 1 (byte-vector-ref board (+ (* y width) x))) "#" "."))
             (range width))
        ""))))

(define start (make-byte-vector (* width height) 0))
(put! start 2 2 [".#." "..#" "###"])
(put! start 50 6 ["###"])
(put! start 32 16 [".##" "##." ".#."])

(define final
  (let loop ((g 0) (board start) (next (make-byte-vector (* width height) 0)))
    (when (= 0 (mod g 25))
      (io:print "generation" g ":" (population board) "cells"))
    (if (= g generations)
        board
        (begin
          (step! board next)
          (loop (+ g 1) next board)))))

(show final)
