; An imported record type is one in patterns and annotations, by its own name or as a member.
(import "lib/points" (Point origin))
(import "lib/points" :as points)
(define (own v) (match v ((Point x y) [:own x y]) (_ :none)))
(define (member v) (match v ((points.Point x y) [:member x y]) (_ :none)))
(io:print (own origin) (member origin) (own (points.Point 3 4)) (member (Point 5 6)) (own (tuple "Point" 1 2)) (member (tuple "points.Point" 1 2)))
(define (annotated (p : Point) (q : points.Point)) (= p q))
(io:print (annotated origin origin) (try (annotated origin 5) (catch e (Error-message e))))

;; expect: [:own, 0, 0] [:member, 0, 0] [:own, 3, 4] [:member, 5, 6] :none :none
;; expect: true annotated: argument 2 (q): expected Point, got Int 5
