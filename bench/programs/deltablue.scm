;; Records and dispatch: a DeltaBlue-like solver of one-way constraints. A chain of n equalities is solved, then n scalings, forth and back.
;; Strengths: 0 required, 2 preferred, 3 strong default, 4 normal, 6 weakest; the smaller is the stronger.
(define-record-type var (fields (mutable value) (mutable constraints) (mutable by) (mutable mark) (mutable strength) (mutable stay)))
(define-record-type constraint (fields kind strength a b (mutable direction)))
(define-record-type planner (fields (mutable mark)))

;; A stack that grows: what other languages have built in.
(define-record-type stack (fields (mutable items) (mutable length)))

(define (stack-of . items)
  (let* ((v (make-vector 8 #f)))
    (let loop ((i 0) (items items))
      (if (null? items)
          (make-stack v i)
          (begin
            (vector-set! v i (car items))
            (loop (+ i 1) (cdr items)))))))

(define (stack-ref s i) (vector-ref (stack-items s) i))

(define (stack-push! s x)
  (let* ((length (stack-length s)) (items (stack-items s)))
    (when (= length (vector-length items))
      (let* ((larger (make-vector (* 2 length) #f)))
        (do ((i 0 (+ i 1))) ((= i length)) (vector-set! larger i (vector-ref items i)))
        (stack-items-set! s larger)))
    (vector-set! (stack-items s) length x)
    (stack-length-set! s (+ length 1))))

(define (stack-pop! s)
  (let* ((last (- (stack-length s) 1)))
    (stack-length-set! s last)
    (vector-ref (stack-items s) last)))

;; Kinds are stay 0, edit 1, equal 2, scale 3 (b is ten times a, plus 1000). Directions are none 0, to b 1, to a 2; stay and edit only have 2.
(define (new-var value) (make-var value (stack-of) #f 0 6 #t))
(define-syntax until-empty
  (syntax-rules ()
    ((_ todo body ...) (let again () (when (> (stack-length todo) 0) body ... (again))))))

(define (unary? c) (< (constraint-kind c) 2))
(define (satisfied? c) (> (constraint-direction c) 0))
(define (output c) (if (= (constraint-direction c) 1) (constraint-b c) (constraint-a c)))
(define (input c) (if (= (constraint-direction c) 1) (constraint-a c) (constraint-b c)))
(define (new-mark! p)
  (planner-mark-set! p (+ (planner-mark p) 1))
  (planner-mark p))

(define (execute c)
  (let* ((kind (constraint-kind c)))
    (cond ((= kind 2) (var-value-set! (output c) (var-value (input c))))
          ((= kind 3)
           (if (= (constraint-direction c) 1)
               (var-value-set! (constraint-b c) (+ (* (var-value (constraint-a c)) 10) 1000))
               (var-value-set! (constraint-a c) (quotient (- (var-value (constraint-b c)) 1000) 10)))))))

(define (takes? c v mark) (and (not (= (var-mark v) mark)) (< (constraint-strength c) (var-strength v))))

(define (choose c mark)
  (let* ((a (constraint-a c)) (b (constraint-b c)))
    (cond ((unary? c) (if (takes? c a mark) 2 0))
          ((= (var-mark a) mark) (if (takes? c b mark) 1 0))
          ((= (var-mark b) mark) (if (takes? c a mark) 2 0))
          ((> (var-strength a) (var-strength b)) (if (< (constraint-strength c) (var-strength a)) 2 0))
          (else (if (< (constraint-strength c) (var-strength b)) 1 0)))))

(define (recalculate c)
  (let* ((out (output c)))
    (if (unary? c)
        (begin
          (var-strength-set! out (constraint-strength c))
          (var-stay-set! out (= (constraint-kind c) 0)))
        (begin
          (var-strength-set! out (max (constraint-strength c) (var-strength (input c))))
          (var-stay-set! out (var-stay (input c)))))
    (when (var-stay out) (execute c))))

(define (push-consumers! v todo)
  (let* ((all (var-constraints v)))
    (do ((i 0 (+ i 1))) ((= i (stack-length all)))
      (let* ((c (stack-ref all i)))
        (when (and (satisfied? c) (not (eq? c (var-by v)))) (stack-push! todo c))))))

(define (propagate! c)
  (let* ((todo (stack-of c)))
    (until-empty todo
      (let* ((next (stack-pop! todo)))
        (recalculate next)
        (push-consumers! (output next) todo)))))

;; Gives the constraint that it put out of force, or #f.
(define (satisfy! c mark)
  (constraint-direction-set! c (choose c mark))
  (if (satisfied? c)
      (let* ((out (output c)) (overridden (var-by (output c))))
        (unless (unary? c) (var-mark-set! (input c) mark))
        (unless (not overridden) (constraint-direction-set! overridden 0))
        (var-by-set! out c)
        (propagate! c)
        (var-mark-set! out mark)
        overridden)
      #f))

(define (enforce! p c)
  (let* ((mark (new-mark! p)))
    (let loop ((c c))
      (unless (not c) (loop (satisfy! c mark))))))

(define (add! p kind strength a b)
  (let* ((c (make-constraint kind strength a b 0)))
    (stack-push! (var-constraints a) c)
    (unless (unary? c) (stack-push! (var-constraints b) c))
    (enforce! p c)
    c))

(define (drop-from! v c)
  (let* ((all (var-constraints v)) (kept (stack-of)))
    (do ((i 0 (+ i 1))) ((= i (stack-length all)))
      (unless (eq? (stack-ref all i) c) (stack-push! kept (stack-ref all i))))
    (var-constraints-set! v kept)))

;; Only stay and edit constraints are taken away.
(define (remove! p c)
  (let* ((out (output c)) (was (satisfied? c)) (todo (stack-of)) (unsatisfied (stack-of)))
    (constraint-direction-set! c 0)
    (drop-from! (constraint-a c) c)
    (when was
      (var-by-set! out #f)
      (var-strength-set! out 6)
      (var-stay-set! out #t)
      (stack-push! todo out)
      (until-empty todo
        (let* ((v (stack-pop! todo)) (all (var-constraints v)))
          (do ((i 0 (+ i 1))) ((= i (stack-length all)))
            (let* ((next (stack-ref all i)))
              (cond ((not (satisfied? next)) (stack-push! unsatisfied next))
                    ((not (eq? next (var-by v)))
                     (recalculate next)
                     (stack-push! todo (output next))))))))
      (do ((strength 0 (+ strength 1))) ((= strength 6))
        (do ((i 0 (+ i 1))) ((= i (stack-length unsatisfied)))
          (when (= (constraint-strength (stack-ref unsatisfied i)) strength)
            (enforce! p (stack-ref unsatisfied i))))))))

(define (known? c mark)
  (or (unary? c)
      (let* ((v (input c))) (or (= (var-mark v) mark) (var-stay v) (not (var-by v))))))

;; The constraints to execute, in order, when the edited variable has changed.
(define (plan-from p edit)
  (let* ((mark (new-mark! p)) (plan (stack-of)) (todo (stack-of edit)))
    (until-empty todo
      (let* ((c (stack-pop! todo)))
        (when (and (not (= (var-mark (output c)) mark)) (known? c mark))
          (stack-push! plan c)
          (var-mark-set! (output c) mark)
          (push-consumers! (output c) todo))))
    plan))

(define (execute-plan plan)
  (do ((i 0 (+ i 1))) ((= i (stack-length plan))) (execute (stack-ref plan i))))

(define (change! p v value)
  (let* ((edit (add! p 1 2 v #f)) (plan (plan-from p edit)))
    (do ((i 0 (+ i 1))) ((= i 10))
      (var-value-set! v value)
      (execute-plan plan))
    (remove! p edit)))

(define (chain n)
  (let* ((p (make-planner 0)) (vars (make-vector (+ n 1) #f)) (sum 0))
    (do ((i 0 (+ i 1))) ((= i (+ n 1))) (vector-set! vars i (new-var 0)))
    (do ((i 0 (+ i 1))) ((= i n)) (add! p 2 0 (vector-ref vars i) (vector-ref vars (+ i 1))))
    (add! p 0 3 (vector-ref vars n) #f)
    (let* ((edit (add! p 1 2 (vector-ref vars 0) #f)) (plan (plan-from p edit)))
      (do ((i 0 (+ i 1))) ((= i 100))
        (var-value-set! (vector-ref vars 0) i)
        (execute-plan plan)
        (set! sum (+ sum (var-value (vector-ref vars n)))))
      (remove! p edit))
    sum))

(define (projection n)
  (let* ((p (make-planner 0)) (from (make-vector n #f)) (to (make-vector n #f)) (sum 0))
    (do ((i 0 (+ i 1))) ((= i n))
      (vector-set! from i (new-var i))
      (vector-set! to i (new-var i))
      (add! p 0 4 (vector-ref from i) #f)
      (add! p 3 0 (vector-ref from i) (vector-ref to i)))
    (do ((i 0 (+ i 1))) ((= i n)) (change! p (vector-ref from i) (+ i 17)))
    (do ((i 0 (+ i 1))) ((= i n)) (set! sum (+ sum (var-value (vector-ref to i)))))
    (do ((i 0 (+ i 1))) ((= i n)) (change! p (vector-ref to i) (+ 1050 (* 10 i))))
    (do ((i 0 (+ i 1))) ((= i n)) (set! sum (+ sum (var-value (vector-ref from i)))))
    sum))

(define (run n) (+ (chain n) (projection n)))
