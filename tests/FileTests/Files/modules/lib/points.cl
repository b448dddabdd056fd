(defrecord Point x y)
(define origin (Point 0 0))
(define (move p dx) (Point (+ (Point-x p) dx) (Point-y p)))
