;; Effects: a generator walks a range of n numbers recursively and yields them; the consumer takes one after the other.
;; A generator is made of one-shot continuations: one back to the consumer, one into the walk.
(define (make-generator body)
  (let ((return #f) (resume #f))
    (define (yield x)
      (call/1cc (lambda (k)
                  (set! resume k)
                  (return x))))
    (lambda ()
      (call/1cc (lambda (k)
                  (set! return k)
                  (if resume
                      (resume #f)
                      (begin
                        (body yield)
                        (return #f))))))))

(define (walk low high yield)
  (when (< low high)
    (let ((middle (quotient (+ low high) 2)))
      (walk low middle yield)
      (yield middle)
      (walk (+ middle 1) high yield))))

(define (run n)
  (let ((next (make-generator (lambda (yield) (walk 0 n yield)))))
    (let loop ((x (next)) (sum 0))
      (if x
          (let ((sum (modulo (+ (* sum 31) x) 1000003))) (loop (next) sum))
          sum))))
