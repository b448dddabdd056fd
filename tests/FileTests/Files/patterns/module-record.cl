(module shapes (export Point Point-x area)
  (defrecord Point x y)
  (define (area (p : Point)) : Int (* (Point-x p) (Point-y p))))
(define (corner v) (match v ((shapes.Point 0 y) y) ((shapes.Point a b) [a b]) (_ :none)))
(define (same (p : shapes.Point)) : shapes.Point p)
(io:print (corner (shapes.Point 1 2)) (corner (shapes.Point 0 7)) (corner (tuple "shapes.Point" 1 2)) (shapes.area (shapes.Point 3 4)))
(io:print (same (shapes.Point 1 2)) (shapes.Point-x (same (shapes.Point 5 2))))
(same 5)

;; expect: [1, 2] 7 :none 12
;; expect: (Point 1 2) 5
;; error: :type same: argument 1 (p): expected Point, got Int 5
