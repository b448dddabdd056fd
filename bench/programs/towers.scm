;; Records: the towers of Hanoi with n disks; piles are linked disks. How many moves it takes.
(define-record-type disk (fields size (mutable next)))
(define-record-type game (fields piles (mutable moves)))

(define (push! game pile disk)
  (let ((top (vector-ref (game-piles game) pile)))
    (when (and top (>= (disk-size disk) (disk-size top)))
      (error 'push! "a larger disk on a smaller one"))
    (disk-next-set! disk top)
    (vector-set! (game-piles game) pile disk)))

(define (pop! game pile)
  (let ((top (vector-ref (game-piles game) pile)))
    (vector-set! (game-piles game) pile (disk-next top))
    (disk-next-set! top #f)
    top))

(define (move! game disks from to)
  (if (= disks 1)
      (begin
        (push! game to (pop! game from))
        (game-moves-set! game (+ (game-moves game) 1)))
      (let ((other (- 3 from to)))
        (move! game (- disks 1) from other)
        (move! game 1 from to)
        (move! game (- disks 1) other to))))

(define (run n)
  (let ((game (make-game (make-vector 3 #f) 0)))
    (do ((size n (- size 1))) ((= size 0)) (push! game 0 (make-disk size #f)))
    (move! game n 0 1)
    (game-moves game)))
