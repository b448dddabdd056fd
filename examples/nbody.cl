; Five bodies, the sun and the four giant planets, moved by their gravity.
;
;   nbody.cl [steps]
;
; Units: astronomical unit, year / (2 pi), and masses so that the sun's is 4 pi^2. A symplectic step of 0.01 keeps
; the energy, which is printed before and after, almost constant. A body is a float vector: position, velocity, mass.

(define steps (if (empty? (io:args)) 20000 (string->int (first (io:args)))))

(define pi 3.141592653589793)
(define days 365.24)
(define solar-mass (* 4.0 pi pi))

(define (body x y z vx vy vz mass)
  (float-vector x y z (* vx days) (* vy days) (* vz days) (* mass solar-mass)))

(define sun (body 0.0 0.0 0.0 0.0 0.0 0.0 1.0))
(define jupiter
  (body 4.84143144246472090 -1.16032004402742839 -0.103622044471123109
        0.00166007664274403694 0.00769901118419740425 -0.0000690460016972063023
        0.000954791938424326609))
(define saturn
  (body 8.34336671824457987 4.12479856412430479 -0.403523417114321381
        -0.00276742510726411021 0.00499852801234917238 0.0000230417297573763929
        0.000285885980666130812))
(define uranus
  (body 12.8943695621391310 -15.1111514016986312 -0.223307578892655734
        0.00296460137564761618 0.00237847173959480950 -0.0000296589568540237556
        0.0000436624404335156298))
(define neptune
  (body 15.3796971148509165 -25.9193146099879641 0.179258772950371181
        0.00268067772490389322 0.00162824170038242295 -0.0000951592254519715870
        0.0000515138902046611451))

(define bodies (vector sun jupiter saturn uranus neptune))
(define count (vector-length bodies))

(define (at b i) (float-vector-ref b i))
(define (add! b i x) (float-vector-set! b i (+ (float-vector-ref b i) x)))

; The velocities of a and b after their pull on each other during dt.
(define (pull! a b dt)
  (let ((dx (- (at a 0) (at b 0)))
        (dy (- (at a 1) (at b 1)))
        (dz (- (at a 2) (at b 2)))
        (square (+ (* dx dx) (* dy dy) (* dz dz)))
        (strength (/ dt (* square (sqrt square))))
        (on-a (* (at b 6) strength))
        (on-b (* (at a 6) strength)))
    (add! a 3 (- (* dx on-a)))
    (add! a 4 (- (* dy on-a)))
    (add! a 5 (- (* dz on-a)))
    (add! b 3 (* dx on-b))
    (add! b 4 (* dy on-b))
    (add! b 5 (* dz on-b))))

(define (step! dt)
  (let pairs ((i 0) (j 1))
    (when (< i count)
      (if (= j count)
          (pairs (+ i 1) (+ i 2))
          (begin
            (pull! (vector-ref bodies i) (vector-ref bodies j) dt)
            (pairs i (+ j 1))))))
  (dotimes (i count)
    (let ((b (vector-ref bodies i)))
      (add! b 0 (* dt (at b 3)))
      (add! b 1 (* dt (at b 4)))
      (add! b 2 (* dt (at b 5))))))

(define (distance a b)
  (let ((dx (- (at a 0) (at b 0)))
        (dy (- (at a 1) (at b 1)))
        (dz (- (at a 2) (at b 2))))
    (sqrt (+ (* dx dx) (* dy dy) (* dz dz)))))

; Kinetic energy of all, less the potential energy of every pair.
(define (energy)
  (let ((total 0.0))
    (dotimes (i count)
      (let ((a (vector-ref bodies i))
            (speed2 (+ (* (at a 3) (at a 3)) (* (at a 4) (at a 4)) (* (at a 5) (at a 5)))))
        (set! total (+ total (* 0.5 (at a 6) speed2)))
        (dotimes (k (- count i 1))
          (let ((b (vector-ref bodies (+ i k 1))))
            (set! total (- total (/ (* (at a 6) (at b 6)) (distance a b))))))))
    total))

; The sun gets the momentum that brings the sum to zero, so that the system stays in its place.
(define (rest-the-sun!)
  (for-each
    (lambda (axis)
      (let ((momentum (fold (lambda (sum b) (+ sum (* (at b axis) (at b 6)))) 0.0 (vector->list bodies))))
        (float-vector-set! sun axis (- (/ momentum solar-mass)))))
    [3 4 5]))

(rest-the-sun!)
(io:print "energy at the start:   " (energy))
(dotimes (i steps) (step! 0.01))
(io:print "after" steps "steps:" (energy))
(io:print "jupiter is at" (at jupiter 0) (at jupiter 1) (at jupiter 2))
