; A record type and its functions are exported like any definition.
(import "lib/points" *)
(import "lib/points" :as points)
(module m (export Size Size-w set-Size-w!) (defrecord Size w))
(define p (Point 1 2))
(io:print p (Point-x p) (Point? p) (points.Point? origin) (Point-y (points.move p 5)) (points.Point 3 4))
(set-Point-x! p 7)
(define s (m.Size 3))
(m.set-Size-w! s 4)
(io:print p s (m.Size-w s) (same? Point points.Point))
(Point-x s)

;; expect: (Point 1 2) 1 true true 2 (Point 3 4)
;; expect: (Point 7 2) (Size 4) 4 true
;; error: :type Point-x: argument 1: expected Point, got Size (Size 4)
;; at: top level 11:1
